# cmake -DWEB=web -DOUT=folder -P build_verify.cmake: bundles the verifier into the folder.
cmake_minimum_required(VERSION 3.25)
if(NOT EXISTS ${WEB}/node_modules/esbuild)
  message(FATAL_ERROR "The verifier's build tools are missing (web/node_modules). Run tools/setup.")
endif()
execute_process(COMMAND npm --prefix ${WEB} --silent run build:verify -- --out=${OUT}
                COMMAND_ERROR_IS_FATAL ANY)
