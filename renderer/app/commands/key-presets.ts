import type { KeyPreset } from '../../../core/contract/studio.ts'

/**
 * Keys of each preset that differ from the table's own, by the command's id, in tinykeys' notation. An empty list takes a
 * command's keys away. A camera command's keys are the same in the viewport and in the dope sheet.
 */
export const keyPresets: Readonly<Record<KeyPreset, Readonly<Record<string, readonly string[]>>>> = {
  studio: {},
  premiere: {
    'cut.delete': ['Shift+Delete'],
    'cut.lift': ['Delete', 'Backspace'],
    'cut.dissolve': ['$mod+KeyD'],
    'cut.duplicate': ['$mod+Shift+Slash'],
    'cut.clear-in': ['$mod+Shift+KeyI'],
    'cut.clear-out': ['$mod+Shift+KeyO'],
    'cut.clear-range': ['$mod+Shift+KeyX'],
    'cut.choose-none': ['Escape', '$mod+Shift+KeyA'],
    'cut.split': ['$mod+KeyK'],
    'cut.fit': ['Backslash'],
  },
  resolve: {
    'cut.tool-select': ['KeyA'],
    'cut.tool-blade': ['KeyB'],
    'cut.tool-ripple': ['KeyT'],
    'cut.tool-roll': [],
    'cut.tool-slip': ['KeyS'],
    'cut.split': ['$mod+KeyB', '$mod+Backslash'],
    'cut.trim-head': ['Shift+BracketLeft'],
    'cut.trim-tail': ['Shift+BracketRight'],
    'cut.insert': ['F9'],
    'cut.overwrite': ['F10'],
    'cut.snap': ['KeyN'],
    'cut.fit': ['Shift+KeyZ'],
    'cut.zoom-in': ['$mod+Equal'],
    'cut.zoom-out': ['$mod+Minus'],
    'cut.full-screen': ['$mod+KeyF'],
    'cut.loop': ['$mod+Slash'],
    'cut.choose': ['Shift+KeyV'],
    'cut.choose-none': ['Escape', '$mod+Shift+KeyA'],
  },
  blender: {
    'camera.frame': ['NumpadDecimal'],
    'camera.frame-all': ['Home'],
    'camera.select-all': ['KeyA', '$mod+KeyA'],
    'camera.set-key': ['KeyI'],
  },
  unreal: {
    'camera.gizmo-move': ['KeyW'],
    'camera.gizmo-rotate': ['KeyE'],
    'camera.set-key': ['Enter', 'KeyS'],
  },
}
