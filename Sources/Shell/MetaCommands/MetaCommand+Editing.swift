extension MetaCommand {
    static let editing = [
        MetaCommand(
            "menu", arguments: "[typing|tab]", group: .session, completes: .words(["typing", "tab"]),
            "open the menu while one types, at the first pause, or only on Tab, as at first"
        ) { session, text in
            switch text {
            case "": session.options.opensMenuWhileTyping.toggle()
            case "typing", "on": session.options.opensMenuWhileTyping = true
            case "tab", "off": session.options.opensMenuWhileTyping = false
            default: throw ShellError("\\menu takes typing or tab")
            }
            session.tell("the menu opens \(session.options.opensMenuWhileTyping ? "while typing" : "on Tab")")
        },
        MetaCommand(
            "editing", arguments: "[vi|emacs]", group: .session, completes: .words(["vi", "emacs"]),
            "edit as vi does: Escape to its commands, where the prompt ends in a colon; or as Emacs, as at first"
        ) { session, text in
            switch text {
            case "": session.options.editsAsVi.toggle()
            case "vi": session.options.editsAsVi = true
            case "emacs": session.options.editsAsVi = false
            default: throw ShellError("\\editing takes vi or emacs")
            }
            session.tell("keys are those of \(session.options.editsAsVi ? "vi" : "Emacs")")
        },
    ]
}
