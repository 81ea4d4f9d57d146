import type { ProviderFault } from '../contract/provider-remedy.ts'
import type { Language } from './language.ts'

const en: Record<ProviderFault, string> = {
  elsewhere: 'not on this system',
  'cuda-not-installed':
    'ONNX Runtime’s CUDA library is not installed. With an NVIDIA card and a network, install it: npm run gpu:cuda',
  'cuda-libraries':
    'ONNX Runtime’s CUDA library does not load. Install the CUDA 12 runtime (cuBLAS, cuFFT, cuRAND, NVRTC) and cuDNN 9, and name their folder in LD_LIBRARY_PATH.',
  'driver-missing': 'No NVIDIA card answers. Install the card’s driver, or a newer one.',
  'no-adapter':
    'No graphics card answers. Install the card’s driver (on Linux with Vulkan); in a virtual machine there may be none.',
  crashes: 'The graphics driver ended the process. Update the driver; takes are made on the CPU meanwhile.',
  hangs: 'The graphics driver does not answer. Update the driver; takes are made on the CPU meanwhile.',
  'wrong-numbers': 'It computes wrong numbers, so it is not used. Update the graphics driver.',
  'out-of-memory': 'The card has no memory left. Close other programs that use it.',
  unknown: 'It does not work here.',
}

const ko: Record<ProviderFault, string> = {
  elsewhere: '이 시스템에는 없음',
  'cuda-not-installed':
    'ONNX Runtime의 CUDA 라이브러리가 없습니다. NVIDIA 카드와 네트워크가 있으면 설치하세요: npm run gpu:cuda',
  'cuda-libraries':
    'ONNX Runtime의 CUDA 라이브러리를 불러오지 못합니다. CUDA 12 런타임(cuBLAS, cuFFT, cuRAND, NVRTC)과 cuDNN 9를 설치하고 그 폴더를 LD_LIBRARY_PATH에 적으세요.',
  'driver-missing': 'NVIDIA 카드가 응답하지 않습니다. 카드의 드라이버를 설치하거나 업데이트하세요.',
  'no-adapter':
    '응답하는 그래픽 카드가 없습니다. 카드의 드라이버(Linux에서는 Vulkan 포함)를 설치하세요. 가상 컴퓨터에는 없을 수 있습니다.',
  crashes: '그래픽 드라이버가 프로세스를 끝냈습니다. 드라이버를 업데이트하세요. 그동안 테이크는 CPU로 만듭니다.',
  hangs: '그래픽 드라이버가 응답하지 않습니다. 드라이버를 업데이트하세요. 그동안 테이크는 CPU로 만듭니다.',
  'wrong-numbers': '계산 결과가 틀려서 쓰지 않습니다. 그래픽 드라이버를 업데이트하세요.',
  'out-of-memory': '카드에 남은 메모리가 없습니다. 카드를 쓰는 다른 프로그램을 닫으세요.',
  unknown: '여기서는 작동하지 않습니다.',
}

/** Why a provider does not work, and what to do about it. */
export function providerFaultText(fault: ProviderFault, language: Language): string {
  return { en, ko }[language][fault]
}
