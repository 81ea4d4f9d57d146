/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'command.usage.pdf': '{{option}} writes a PDF; give it a name that ends in .pdf instead of {{file}}.',
  'command.usage.none': 'No command. Write craneshot help to see the commands.',
  'command.usage.unknown-command': 'There is no command “{{command}}”. Write craneshot help to see the commands.',
  'command.usage.unknown-command-near': 'There is no command “{{command}}”. Did you mean {{suggestion}}?',
  'command.usage.stray-word': '“{{word}}” belongs to no option. Options start with --; see craneshot help {{command}}.',
  'command.usage.unknown-option': '{{option}} is no option of {{command}}. See craneshot help {{command}}.',
  'command.usage.unknown-option-near': '{{option}} is no option of {{command}}. Did you mean {{suggestion}}?',
  'command.usage.repeated': '{{option}} is there twice. Write it once.',
  'command.usage.flag-value': '{{option}} takes no value. Write it alone.',
  'command.usage.value-missing': '{{option}} needs a value. Write it after the option: {{option}} VALUE.',
  'command.usage.needed': '{{command}} needs {{option}}. See craneshot help {{command}}.',
  'command.usage.camera-needed':
    'generate needs a camera: --path FILE with poses, or --move NAME, for example --move orbit:20.',
  'command.usage.exclusive': '{{first}} and {{second}} exclude each other. Leave one of them out.',
  'command.usage.only-with': '{{option}} only makes sense with {{other}}. Add {{other}} or leave {{option}} out.',
  'command.usage.whole-number': '{{option}} takes a whole number from {{min}} to {{max}}, not “{{value}}”.',
  'command.usage.decimal': '{{option}} takes a number from {{min}} to {{max}}, not “{{value}}”.',
  'command.usage.range': '{{option}} takes a number above {{min}} and below {{max}}, not “{{value}}”.',
  'command.usage.size': '{{option}} takes a size like 576x320, each side from 1 to {{max}}, not “{{value}}”.',
  'command.usage.rate':
    '{{option}} takes frames per second like 24, 23.976 or 24000/1001, from 1 to 1000, not “{{value}}”.',
  'command.usage.choice': '{{option}} takes one of: {{words}}. “{{value}}” is none of them.',
  'command.usage.horizon':
    '--depth ground:HORIZON takes the horizon’s height as part of the picture from 0 (top) to 1 (bottom), not “{{value}}”.',
  'command.usage.too-long': '{{option}} takes at most {{max}} letters, not {{found}}. Write it shorter.',
  'command.usage.npy': '--out of plucker names a .npy file, not “{{file}}”.',
  'command.usage.depth-file': '--out of depth names a .npy, .png or .exr file, not “{{file}}”.',
  'command.length':
    'The shot would have {{frames}} frames; it needs 1 to {{max}}. Change --frames, --seconds or --fps.',
  'command.model':
    'There is no model “{{model}}”. Installed: {{known}}. Write embedded for the one that comes with Craneshot, one of these, a pack’s folder, or put the pack into {{folder}}.',
  'command.out.file': '{{file}} is a file, but --out names a folder. Choose another name.',
  'command.out.not-empty':
    'The folder {{folder}} is not empty. Choose a new one, or add --overwrite to replace the take in it.',
  'command.out.foreign':
    'The folder {{folder}} holds {{name}}, which is not part of a take, so nothing in it was replaced. Choose another folder.',
  'command.out.disk-full': 'The disk is full, so {{folder}} was not made. Free some space on it, then generate again.',
  'command.out.unwritable': '{{folder}} cannot be written ({{reason}}). Check its permissions and the free space.',
  'command.out.exists': 'The file {{file}} exists. Choose another name, or add --overwrite to replace it.',
  'command.depth-exr.no-cache':
    'A take without the 3D cache has no depth. Make it with the cache, or leave --depth-exr out.',
  'command.depth.shape':
    'The depth {{file}} is {{depthWidth}}×{{depthHeight}}, a different shape from the picture’s {{width}}×{{height}}. Export it from the same, uncropped picture.',
  'command.depth.empty':
    'The depth {{file}} has no value above 0 inside the frame. Check that it is the depth of this picture.',
  'command.recipe.missing': 'There is no recipe {{file}}. Name a take’s take.json or its folder.',
  'command.recipe.invalid': '{{file}} is no recipe that can be used: {{reason}}. Choose another take.json.',
  'command.recipe.newer': '{{file}} was written by a newer Craneshot (version {{found}}). Update Craneshot.',
  'command.recipe.file':
    '{{file}} is not the one that the take was made with, so the same bits cannot come out. Copy the whole take folder again.',
  'command.recipe.pack':
    'The take was made with the model {{id}} {{version}}, which is not installed in exactly that form. Install it, or name its folder with --model.',
  'command.measure.none': 'There is no take in {{place}} to measure. Name a take’s folder or a project’s.',
  'command.render.no-shots': 'The project has no shots. Drop a picture on its Board first.',
  'command.render.shot': 'The project has no shot “{{shot}}”. Its shots: {{known}}.',
  'command.render.ambiguous': 'Several shots are named “{{shot}}”. Choose one by its id: {{ids}}.',
  'command.render.out':
    '--out takes one shot and the project has {{shots}}. Choose one with --shot, or leave --out out.',
  'command.media-process-died':
    'The process that reads and writes media ended unexpectedly ({{cause}}). A file may be harmful or memory short; try another file.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'command.usage.pdf': '{{option}}은 PDF를 씁니다. {{file}} 대신 .pdf로 끝나는 이름을 주세요.',
  'command.usage.none': '명령이 없습니다. craneshot help로 명령을 볼 수 있습니다.',
  'command.usage.unknown-command': '“{{command}}”(이)라는 명령은 없습니다. craneshot help로 명령을 볼 수 있습니다.',
  'command.usage.unknown-command-near': '“{{command}}”(이)라는 명령은 없습니다. {{suggestion}}을(를) 쓰려고 했나요?',
  'command.usage.stray-word':
    '“{{word}}”은(는) 어느 옵션에도 속하지 않습니다. 옵션은 --로 시작합니다. craneshot help {{command}}을(를) 보세요.',
  'command.usage.unknown-option':
    '{{command}}에는 {{option}} 옵션이 없습니다. craneshot help {{command}}을(를) 보세요.',
  'command.usage.unknown-option-near':
    '{{command}}에는 {{option}} 옵션이 없습니다. {{suggestion}}을(를) 쓰려고 했나요?',
  'command.usage.repeated': '{{option}}이(가) 두 번 있습니다. 한 번만 쓰세요.',
  'command.usage.flag-value': '{{option}}은(는) 값을 받지 않습니다. 옵션만 쓰세요.',
  'command.usage.value-missing': '{{option}}에는 값이 필요합니다. 옵션 뒤에 값을 쓰세요: {{option}} 값.',
  'command.usage.needed': '{{command}}에는 {{option}}이(가) 필요합니다. craneshot help {{command}}을(를) 보세요.',
  'command.usage.camera-needed':
    'generate에는 카메라가 필요합니다. 포즈 파일은 --path 파일, 움직임은 --move 이름으로 쓰세요. 예: --move orbit:20',
  'command.usage.exclusive': '{{first}}와(과) {{second}}은(는) 함께 쓸 수 없습니다. 하나를 빼세요.',
  'command.usage.only-with':
    '{{option}}은(는) {{other}}와(과) 함께일 때만 뜻이 있습니다. {{other}}을(를) 더하거나 {{option}}을(를) 빼세요.',
  'command.usage.whole-number': '{{option}}에는 {{min}}부터 {{max}}까지의 정수를 쓰세요. “{{value}}”은(는) 안 됩니다.',
  'command.usage.decimal': '{{option}}에는 {{min}}부터 {{max}}까지의 수를 쓰세요. “{{value}}”은(는) 안 됩니다.',
  'command.usage.range': '{{option}}에는 {{min}}보다 크고 {{max}}보다 작은 수를 쓰세요. “{{value}}”은(는) 안 됩니다.',
  'command.usage.size':
    '{{option}}에는 576x320 같은 크기를 쓰세요. 각 변은 1부터 {{max}}까지입니다. “{{value}}”은(는) 안 됩니다.',
  'command.usage.rate':
    '{{option}}에는 24, 23.976, 24000/1001처럼 1부터 1000까지의 초당 프레임 수를 쓰세요. “{{value}}”은(는) 안 됩니다.',
  'command.usage.choice': '{{option}}에는 다음 중 하나를 쓰세요: {{words}}. “{{value}}”은(는) 없습니다.',
  'command.usage.horizon':
    '--depth ground:지평선에는 지평선의 높이를 그림의 0(위)부터 1(아래)까지로 쓰세요. “{{value}}”은(는) 안 됩니다.',
  'command.usage.too-long': '{{option}}에는 {{max}}자까지 쓸 수 있는데 {{found}}자입니다. 더 짧게 쓰세요.',
  'command.usage.npy': 'plucker의 --out에는 .npy 파일 이름을 쓰세요. “{{file}}”은(는) 안 됩니다.',
  'command.usage.depth-file': 'depth의 --out에는 .npy, .png, .exr 파일 이름을 쓰세요. “{{file}}”은(는) 안 됩니다.',
  'command.length': '샷이 {{frames}}프레임이 됩니다. 1부터 {{max}}까지여야 하니 --frames, --seconds, --fps를 바꾸세요.',
  'command.model':
    '“{{model}}”(이)라는 모델은 없습니다. 설치된 모델: {{known}}. Craneshot에 들어 있는 모델은 embedded입니다. 그것이나 위의 하나, 팩 폴더를 쓰거나 팩을 {{folder}}에 넣으세요.',
  'command.out.file': '{{file}}은(는) 파일인데 --out에는 폴더를 씁니다. 다른 이름을 고르세요.',
  'command.out.not-empty':
    '{{folder}} 폴더가 비어 있지 않습니다. 새 폴더를 고르거나, 그 안의 테이크를 바꾸려면 --overwrite를 더하세요.',
  'command.out.foreign':
    '{{folder}} 폴더에 테이크의 파일이 아닌 {{name}}이(가) 있어 아무것도 바꾸지 않았습니다. 다른 폴더를 고르세요.',
  'command.out.disk-full': '디스크가 가득 차서 {{folder}}을(를) 만들지 못했습니다. 공간을 비운 다음 다시 생성하세요.',
  'command.out.unwritable': '{{folder}}에 쓸 수 없습니다({{reason}}). 권한과 남은 공간을 확인하세요.',
  'command.out.exists': '{{file}} 파일이 이미 있습니다. 다른 이름을 고르거나, 바꾸려면 --overwrite를 더하세요.',
  'command.depth-exr.no-cache':
    '3D 캐시 없이 만든 테이크에는 깊이가 없습니다. 캐시를 써서 만들거나 --depth-exr를 빼세요.',
  'command.depth.shape':
    '깊이 {{file}}은(는) {{depthWidth}}×{{depthHeight}}로 그림({{width}}×{{height}})과 모양이 다릅니다. 자르지 않은 같은 그림에서 내보내세요.',
  'command.depth.empty': '깊이 {{file}}의 화면 안에 0보다 큰 값이 없습니다. 이 그림의 깊이인지 확인하세요.',
  'command.recipe.missing': '{{file}} 레시피가 없습니다. 테이크의 take.json이나 그 폴더를 쓰세요.',
  'command.recipe.invalid': '{{file}}은(는) 쓸 수 있는 레시피가 아닙니다: {{reason}}. 다른 take.json을 고르세요.',
  'command.recipe.newer':
    '{{file}}은(는) 더 새로운 Craneshot(버전 {{found}})에서 썼습니다. Craneshot을 업데이트하세요.',
  'command.recipe.file':
    '{{file}}이(가) 테이크를 만들 때의 파일과 달라 같은 결과가 나올 수 없습니다. 테이크 폴더를 통째로 다시 복사하세요.',
  'command.recipe.pack':
    '이 테이크는 모델 {{id}} {{version}}(으)로 만들었는데 똑같은 것이 설치되어 있지 않습니다. 설치하거나 --model로 폴더를 지정하세요.',
  'command.measure.none': '{{place}}에 잴 테이크가 없습니다. 테이크 폴더나 프로젝트 폴더를 지정하세요.',
  'command.render.no-shots': '프로젝트에 샷이 없습니다. 먼저 보드에 그림을 놓으세요.',
  'command.render.shot': '프로젝트에 “{{shot}}” 샷이 없습니다. 있는 샷: {{known}}',
  'command.render.ambiguous': '이름이 “{{shot}}”인 샷이 여럿입니다. id로 하나를 고르세요: {{ids}}',
  'command.render.out':
    '--out에는 샷 하나만 쓰는데 프로젝트의 샷은 {{shots}}개입니다. --shot으로 하나를 고르거나 --out을 빼세요.',
  'command.media-process-died':
    '미디어를 읽고 쓰는 프로세스가 갑자기 끝났습니다({{cause}}). 파일이 악성이거나 메모리가 모자랄 수 있으니 다른 파일로 해 보세요.',
}
