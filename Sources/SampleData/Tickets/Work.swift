/// Logged time: seconds, those on the telephone in tenths, as its exchange counts them.
struct Work {
    var handling: Int?
    var communicationTenths: Int?
    var technical: Int?
}
