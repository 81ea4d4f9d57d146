/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'inference.pack-missing':
    'There is no model pack in {{folder}}: pack.json is not there. Choose a folder that holds one.',
  'inference.pack-manifest':
    'The model pack in {{folder}} has a pack.json that cannot be used: {{reason}}. Get the pack again from where it came from.',
  'inference.pack-newer':
    'The model pack in {{folder}} is made for a newer Craneshot (pack format {{found}}, this one reads {{known}}). Update Craneshot.',
  'inference.pack-family':
    'The model pack in {{folder}} is of the family “{{family}}”, which this Craneshot does not know (known: {{known}}). Update Craneshot or choose another pack.',
  'inference.pack-component':
    'The model pack in {{folder}} has no component “{{component}}”, which its family {{family}} needs. Get the pack again from where it came from.',
  'inference.pack-file-missing':
    'The model pack in {{folder}} misses the file {{file}}. Get the pack again from where it came from.',
  'inference.pack-unreadable':
    'The file {{file}} of the model pack in {{folder}} cannot be read ({{reason}}). Check its permissions, or get the pack again from where it came from.',
  'inference.pack-external-data':
    'The model file {{file}} of the pack in {{folder}} keeps its numbers in further files, which cannot be checked. Get a pack whose models are one file each.',
  'inference.pack-file-escapes':
    'The model pack in {{folder}} names the file {{file}}, which leads out of the pack’s folder. Do not use this pack.',
  'inference.pack-file-changed':
    'The file {{file}} of the model pack in {{folder}} is not the one its pack.json describes (damaged or changed). Get the pack again from where it came from.',
  'inference.pack-interface':
    'The model file {{file}} does not have the inputs and outputs that its pack.json describes: {{reason}}. Get the pack again from where it came from.',
  'inference.pack-differs':
    'The take was made with the model {{wanted}}, but {{folder}} holds {{found}}. Choose the model pack of the take.',
  'inference.model-unreadable':
    'The model file {{file}} cannot be loaded on {{provider}}: {{reason}}. Get the pack again, or choose the provider cpu.',
  'inference.run-failed':
    'The model file {{file}} failed while running on {{provider}}: {{reason}}. Try a smaller size or the provider cpu.',
  'inference.memory':
    'The shot needs about {{neededMegabytes}} MB of memory and can have {{freeMegabytes}} MB. {{width}}×{{height}} with {{frames}} frames would fit (--size {{width}}x{{height}} --frames {{frames}}); or close other programs.',
  'inference.memory-none':
    'The model needs about {{neededMegabytes}} MB of memory and can have {{freeMegabytes}} MB, and no smaller size fits. Close other programs.',
  'inference.memory-drawing':
    'Drawing the frames takes about {{neededMegabytes}} MB of the computer’s own memory, and {{freeMegabytes}} MB are free. Close other programs, or deliver smaller frames.',
  'inference.memory-half':
    'The shot needs about {{neededMegabytes}} MB of memory and can have {{freeMegabytes}} MB. {{name}} is installed, needs about {{halfMegabytes}} MB and would fit: choose it (--model {{id}}); or close other programs.',
  'inference.memory-half-add':
    'The shot needs about {{neededMegabytes}} MB of memory and can have {{freeMegabytes}} MB. The same model in half precision needs about {{halfMegabytes}} MB and would fit: add it too, from the same downloads (Settings → Add a model…, or craneshot models add {{family}} --precision half); or close other programs.',
  'inference.memory-chunk':
    'The shot needs about {{neededMegabytes}} MB of memory and can have {{freeMegabytes}} MB. With {{chunk}} frames decoded at a time it would fit (--decode-chunk {{chunk}}); or close other programs.',
  'inference.out-of-memory':
    'The take ran out of memory ({{reason}}). Nothing else is harmed: close other programs, or choose fewer frames, a smaller size or the provider cpu.',
  'inference.device-lost':
    'The graphics card stopped answering ({{reason}}). Nothing else is harmed: try again; if it happens again, update its driver or choose the provider cpu.',
  'inference.no-depth':
    'The model pack {{id}} has no depth network. Choose another depth (flat, ground or a file), or another model pack.',
  'inference.size':
    'The model cannot make {{width}}×{{height}} pictures: width and height must be multiples of {{multiple}}. Choose for example {{suggestion}}.',
  'inference.delivery':
    'Frames of {{width}}×{{height}} pixels cannot be drawn from a part of {{boxWidth}}×{{boxHeight}} of the model’s {{modelWidth}}×{{modelHeight}}: the part must lie inside and have the same shape, and no side may be longer than {{max}} pixels. Make the shot again with this version of Craneshot.',
  'inference.frames': 'The model makes {{min}} to {{max}} frames, not {{frames}}. Choose a number in between.',
  'inference.ray-layout':
    'The shot’s camera embedding has the layout {{found}}, the model needs {{needed}}. Make the shot again for this model.',
  'inference.embedding-differs':
    'The camera embedding computed here is not the one the shot was made with, so the result would not obey it. Make the shot again with this version of Craneshot.',
  'inference.cache-off-frames':
    'Without the 3D cache the model makes only its own {{samples}} frames, but the shot has {{frames}}. Set the shot to {{samples}} frames or switch the cache on.',
  'inference.sample-times':
    'The shot has {{cameras}} sample cameras but {{times}} sample times, or times that do not rise. Make the shot again.',
  'inference.first-camera':
    'This model begins with the board, so the camera of the first frame must be the board’s, with the board’s lens. Set the board to the first frame, give the first key the board’s lens and leave out what comes before, or choose another model.',
  'inference.control-unknown': 'The model {{pack}} has no setting {{option}}. Leave it out or choose another model.',
  'inference.control-range':
    'This model takes {{min}} to {{max}} for {{option}}, not {{value}}. Choose a value in between.',
  'inference.raster-missing': 'The raster {{file}} of the shot is not there. Make the shot again.',
  'inference.raster-changed': 'The raster {{file}} is not the one the shot was made with. Make the shot again.',
  'inference.frame-write':
    'The frame {{file}} could not be written: {{reason}}. Free space on the disk or choose another folder.',
  'inference.shot-stale':
    'The board of “{{shot}}” has changed since its camera was sent to the model. Generate the shot again.',
  'inference.process-died':
    'The inference process ended unexpectedly ({{cause}}). Nothing else is harmed; try again, with a smaller size if it happens again.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'inference.pack-missing': '{{folder}}에 모델 팩이 없습니다. pack.json이 없으니 모델 팩이 든 폴더를 고르세요.',
  'inference.pack-manifest':
    '{{folder}}에 있는 모델 팩의 pack.json을 쓸 수 없습니다: {{reason}}. 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-newer':
    '{{folder}}에 있는 모델 팩은 더 새로운 Craneshot용입니다(팩 형식 {{found}}, 이 버전은 {{known}}). Craneshot을 업데이트하세요.',
  'inference.pack-family':
    '{{folder}}에 있는 모델 팩의 계열 “{{family}}”을(를) 이 Craneshot이 알지 못합니다(아는 계열: {{known}}). Craneshot을 업데이트하거나 다른 팩을 고르세요.',
  'inference.pack-component':
    '{{folder}}에 있는 모델 팩에 계열 {{family}}에 필요한 구성 요소 “{{component}}”이(가) 없습니다. 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-file-missing':
    '{{folder}}에 있는 모델 팩에 파일 {{file}}이(가) 없습니다. 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-unreadable':
    '{{folder}}에 있는 모델 팩의 파일 {{file}}을(를) 읽을 수 없습니다({{reason}}). 권한을 확인하거나 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-external-data':
    '{{folder}}에 있는 팩의 모델 파일 {{file}}은(는) 값을 다른 파일에 두어 확인할 수 없습니다. 모델마다 파일이 하나인 팩을 받으세요.',
  'inference.pack-file-escapes':
    '{{folder}}에 있는 모델 팩이 팩 폴더 밖으로 이어지는 파일 {{file}}을(를) 가리킵니다. 이 팩을 쓰지 마세요.',
  'inference.pack-file-changed':
    '{{folder}}에 있는 모델 팩의 파일 {{file}}이(가) pack.json에 적힌 파일과 다릅니다(손상 또는 변경). 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-interface':
    '모델 파일 {{file}}의 입력과 출력이 pack.json에 적힌 것과 다릅니다: {{reason}}. 받은 곳에서 팩을 다시 받으세요.',
  'inference.pack-differs':
    '이 테이크는 모델 {{wanted}}(으)로 만들었지만 {{folder}}에는 {{found}}이(가) 있습니다. 테이크의 모델 팩을 고르세요.',
  'inference.model-unreadable':
    '모델 파일 {{file}}을(를) {{provider}}에서 불러올 수 없습니다: {{reason}}. 팩을 다시 받거나 실행 장치를 cpu로 바꾸세요.',
  'inference.run-failed':
    '모델 파일 {{file}}을(를) {{provider}}에서 실행하다 실패했습니다: {{reason}}. 더 작은 크기나 실행 장치 cpu로 해 보세요.',
  'inference.memory':
    '이 샷에는 메모리가 약 {{neededMegabytes}} MB 필요한데 {{freeMegabytes}} MB만 쓸 수 있습니다. {{width}}×{{height}}, {{frames}}프레임이면 들어갑니다(--size {{width}}x{{height}} --frames {{frames}}). 아니면 다른 프로그램을 닫으세요.',
  'inference.memory-none':
    '이 모델에는 메모리가 약 {{neededMegabytes}} MB 필요한데 {{freeMegabytes}} MB만 쓸 수 있고 더 작은 크기도 들어가지 않습니다. 다른 프로그램을 닫으세요.',
  'inference.memory-drawing':
    '프레임을 그리는 데 컴퓨터 메모리 약 {{neededMegabytes}} MB가 필요하지만 {{freeMegabytes}} MB만 비어 있습니다. 다른 프로그램을 닫거나 더 작은 크기로 만드세요.',
  'inference.memory-half':
    '이 샷에는 메모리가 약 {{neededMegabytes}} MB 필요한데 {{freeMegabytes}} MB만 쓸 수 있습니다. 설치되어 있는 {{name}} 모델은 약 {{halfMegabytes}} MB로 들어갑니다. 이 모델을 고르거나(--model {{id}}) 다른 프로그램을 닫으세요.',
  'inference.memory-half-add':
    '이 샷에는 메모리가 약 {{neededMegabytes}} MB 필요한데 {{freeMegabytes}} MB만 쓸 수 있습니다. 같은 모델을 16비트로 쓰면 약 {{halfMegabytes}} MB로 들어갑니다. 같은 파일에서 16비트 모델도 추가하거나(설정 → 모델 추가…, 또는 craneshot models add {{family}} --precision half) 다른 프로그램을 닫으세요.',
  'inference.memory-chunk':
    '이 샷에는 메모리가 약 {{neededMegabytes}} MB 필요한데 {{freeMegabytes}} MB만 쓸 수 있습니다. 한 번에 {{chunk}}프레임씩 디코딩하면 들어갑니다(--decode-chunk {{chunk}}). 아니면 다른 프로그램을 닫으세요.',
  'inference.out-of-memory':
    '테이크를 만들다 메모리가 부족해졌습니다({{reason}}). 다른 작업에는 영향이 없습니다. 다른 프로그램을 닫거나 프레임 수나 크기를 줄이거나 실행 장치 cpu를 고르세요.',
  'inference.device-lost':
    '그래픽 카드가 응답하지 않습니다({{reason}}). 다른 작업에는 영향이 없습니다. 다시 해 보고, 또 그러면 드라이버를 업데이트하거나 실행 장치 cpu를 고르세요.',
  'inference.no-depth':
    '모델 팩 {{id}}에는 깊이 네트워크가 없습니다. 다른 깊이(flat, ground, 파일)나 다른 모델 팩을 고르세요.',
  'inference.size':
    '이 모델은 {{width}}×{{height}} 그림을 만들 수 없습니다. 너비와 높이가 {{multiple}}의 배수여야 합니다. 예를 들어 {{suggestion}}을(를) 고르세요.',
  'inference.delivery':
    '{{modelWidth}}×{{modelHeight}} 모델 프레임에서 {{boxWidth}}×{{boxHeight}} 부분을 {{width}}×{{height}} 픽셀로 그릴 수 없습니다. 그 부분은 프레임 안에 있고 모양이 같아야 하며 어느 변도 {{max}}픽셀보다 길 수 없습니다. 이 버전의 Craneshot으로 샷을 다시 만드세요.',
  'inference.frames':
    '이 모델은 {{min}}~{{max}}프레임을 만들며 {{frames}}프레임은 만들 수 없습니다. 그 사이의 수를 고르세요.',
  'inference.ray-layout':
    '샷의 카메라 임베딩 배열은 {{found}}인데 모델에는 {{needed}}이(가) 필요합니다. 이 모델로 샷을 다시 만드세요.',
  'inference.embedding-differs':
    '여기서 계산한 카메라 임베딩이 샷을 만들 때의 것과 달라 결과가 카메라를 따르지 않게 됩니다. 이 버전의 Craneshot으로 샷을 다시 만드세요.',
  'inference.cache-off-frames':
    '3D 캐시가 없으면 모델은 자신의 {{samples}}프레임만 만드는데 샷은 {{frames}}프레임입니다. 샷을 {{samples}}프레임으로 하거나 캐시를 켜세요.',
  'inference.sample-times':
    '샷의 샘플 카메라는 {{cameras}}개인데 샘플 시각은 {{times}}개이거나 시각이 커지지 않습니다. 샷을 다시 만드세요.',
  'inference.first-camera':
    '이 모델은 보드에서 시작하므로 첫 프레임의 카메라는 렌즈까지 보드의 카메라와 같아야 합니다. 보드를 첫 프레임에 두고 첫 키에 보드의 렌즈를 준 뒤 그 앞의 움직임을 빼거나 다른 모델을 고르세요.',
  'inference.control-unknown': '모델 {{pack}}에는 설정 {{option}}이(가) 없습니다. 빼거나 다른 모델을 고르세요.',
  'inference.control-range':
    '이 모델에서 {{option}}의 값은 {{min}}~{{max}}이며 {{value}}(으)로 할 수 없습니다. 그 사이의 값을 고르세요.',
  'inference.raster-missing': '샷의 래스터 {{file}}이(가) 없습니다. 샷을 다시 만드세요.',
  'inference.raster-changed': '래스터 {{file}}이(가) 샷을 만들 때의 것과 다릅니다. 샷을 다시 만드세요.',
  'inference.frame-write':
    '프레임 {{file}}을(를) 쓸 수 없습니다: {{reason}}. 디스크 공간을 비우거나 다른 폴더를 고르세요.',
  'inference.shot-stale': '“{{shot}}”의 카메라를 모델에 보낸 뒤 보드가 바뀌었습니다. 샷을 다시 생성하세요.',
  'inference.process-died':
    '추론 프로세스가 갑자기 끝났습니다({{cause}}). 다른 작업에는 영향이 없습니다. 다시 해 보고, 또 그러면 더 작은 크기로 해 보세요.',
}
