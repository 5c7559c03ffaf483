# Translations: report/po/LANGUAGE.po becomes locale/LANGUAGE/LC_MESSAGES/ccsim.mo beside the program,
# where gettext's msgfmt is there.
find_program(MSGFMT msgfmt)
file(GLOB po_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/report/po/*.po)
if(NOT MSGFMT OR CCSIM_PGO STREQUAL "TRAIN")
  return()
endif()
set(catalogues)
foreach(file ${po_files})
  get_filename_component(language ${file} NAME_WE)
  set(folder ${PROJECT_BINARY_DIR}/locale/${language}/LC_MESSAGES)
  add_custom_command(OUTPUT ${folder}/ccsim.mo
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${MSGFMT} --check -o ${folder}/ccsim.mo ${file}
    DEPENDS ${file} VERBATIM)
  list(APPEND catalogues ${folder}/ccsim.mo)
  install(FILES ${folder}/ccsim.mo DESTINATION share/locale/${language}/LC_MESSAGES)
endforeach()
add_custom_target(ccsim_words DEPENDS ${catalogues})
add_dependencies(ccsim ccsim_words)
