# cmake -DWEB=web -DOUT=folder -P build_console.cmake: checks and bundles the console into the folder.
cmake_minimum_required(VERSION 3.25)
if(NOT EXISTS ${WEB}/node_modules/vite)
  message(FATAL_ERROR "The console's build tools are missing (web/node_modules). Run tools/setup.")
endif()
execute_process(COMMAND npm --prefix ${WEB} --silent run build:console -- --out=${OUT}
                COMMAND_ERROR_IS_FATAL ANY)
