import PostgresClient
import Testing

@Suite struct ConnectionSettingsTests {
    @Test(arguments: [
        ("host=db user=me password=secret", "host=db password=*** user=me"),
        (
            "postgresql://me:secret@db:5433/desk?sslmode=require",
            "dbname=desk host=db password=*** port=5433 sslmode=require user=me"
        ),
        ("host=db sslpassword=secret", "host=db sslpassword=***"),
        ("desk", "dbname=desk"),
        ("", "(libpq's defaults)"),
        ("host=db password='secret", "(unreadable connection string)"),
    ])
    func descriptionHidesSecrets(conninfo: String, description: String) {
        let settings = ConnectionSettings(conninfo)
        #expect(settings.description == description)
        #expect(settings.debugDescription == description)
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains("secret"))
    }

    @Test func overridesAreShownAndHiddenAlike() {
        let settings = ConnectionSettings("host=db dbname=desk", overrides: ["password": "secret"])
            .overriding("dbname", "other")
        #expect(settings.description == "dbname=other host=db password=***")
    }

    @Test(arguments: [
        "host=db password=se cret", "postgresql://me:secret@db:port/desk", "postgresql://me:secret@[db",
        "host=db password='secret", "host=db pass=secret", "postgresql://me:secret@db/desk?nothing",
    ])
    func unreadableStringIsNotRepeated(conninfo: String) {
        let error = #expect(throws: PostgresError.self) { _ = try Connection(ConnectionSettings(conninfo)) }
        #expect(error?.description.contains("cret") == false)
    }

    @Test func unknownParameterIsNamed() {
        #expect(throws: PostgresError.connectionFailed("invalid connection option \"hots\"")) {
            _ = try Connection(ConnectionSettings("hots=db"))
        }
    }
}
