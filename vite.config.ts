import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.ZHENAN_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: here('web'),
  resolve: { alias: { '@': here('web') } },
  plugins: [
    vue(),
    Components({
      dirs: [],
      dts: false,
      // Pages of a module stand beside its C++ files, outside of Vite's root.
      include: [/\.vue$/, /\.vue\?/],
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
    }),
  ],
  server: {
    host: '127.0.0.1',
    fs: { allow: [here('.')] },
    // Only the API: /api/client.ts is a source file of the pages.
    // The host stays as it is: the server refuses a request whose origin is another host.
    proxy: { '/api/v1': { target: server, changeOrigin: false } },
  },
  build: {
    outDir: here('web/dist'),
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (/node_modules\/(@?vue|vue-router|pinia|vue-i18n|@intlify)/.test(id)) return 'vue'
          if (/node_modules\/(element-plus|@element-plus|@popperjs|@floating-ui|dayjs|lodash)/.test(id)) return 'element'
          return undefined
        },
      },
    },
  },
})
