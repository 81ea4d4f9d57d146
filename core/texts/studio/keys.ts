/** Presets of keys, and the list of shortcuts. */
export const en = {
  'keys.preset': 'Keys',
  'keys.preset.studio': 'Craneshot',
  'keys.preset.premiere': 'As in Premiere',
  'keys.preset.resolve': 'As in Resolve',
  'keys.preset.avid': 'As in Media Composer',
  'keys.preset.blender': 'As in Blender',
  'keys.preset.unreal': 'As in Unreal',
  'keys.preset-hint': 'Changes the keys that differ there. The list of shortcuts shows them all.',
  'keys.search': 'Search by name or key',
  'keys.none': 'No shortcut has this name or key. The key is free.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'keys.preset': '단축키',
  'keys.preset.studio': 'Craneshot',
  'keys.preset.premiere': 'Premiere 방식',
  'keys.preset.resolve': 'Resolve 방식',
  'keys.preset.avid': 'Media Composer 방식',
  'keys.preset.blender': 'Blender 방식',
  'keys.preset.unreal': 'Unreal 방식',
  'keys.preset-hint': '그 프로그램과 다른 단축키만 바뀝니다. 단축키 목록에서 모두 볼 수 있습니다.',
  'keys.search': '이름이나 키로 찾기',
  'keys.none': '이 이름이나 키의 단축키가 없습니다. 쓰지 않는 키입니다.',
}
