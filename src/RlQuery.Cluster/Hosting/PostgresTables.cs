using Npgsql;

namespace RlQuery.Cluster.Hosting;

/// <summary>The tables of a PostgreSQL store: who is in the cluster, and the statements by which Orleans asks.</summary>
/// <remarks>
/// Orleans finds its statements in a table, by key. What each has to do is on the page "ADO.NET database configuration" of Orleans' documentation. The version
/// of the membership table rises with every change, and a change that was prepared for another version is refused.
/// </remarks>
internal static class PostgresTables
{
    /// <summary>What Orleans calls the driver.</summary>
    public const string Invariant = "Npgsql";

    // Two workers that begin at once would make the tables twice.
    private const long Lock = 0x726C7175657279;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS OrleansQuery (
            QueryKey varchar(64) PRIMARY KEY,
            QueryText varchar(8000) NOT NULL);
        CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
            DeploymentId varchar(150) PRIMARY KEY,
            Timestamp timestamptz(3) NOT NULL DEFAULT now(),
            Version integer NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
            DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
            Address varchar(45) NOT NULL,
            Port integer NOT NULL,
            Generation integer NOT NULL,
            SiloName varchar(150) NOT NULL,
            HostName varchar(150) NOT NULL,
            Status integer NOT NULL,
            ProxyPort integer NULL,
            SuspectTimes varchar(8000) NULL,
            StartTime timestamptz(3) NOT NULL,
            IAmAliveTime timestamptz(3) NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation));
        """;

    private const string This = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string NextVersion =
        "UPDATE OrleansMembershipVersionTable SET Timestamp = now(), Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version";

    private const string ReadAll = """
        SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime,
            v.Version
        FROM OrleansMembershipVersionTable v LEFT OUTER JOIN OrleansMembershipTable m ON v.DeploymentId = m.DeploymentId
        """;

    private static readonly Dictionary<string, string> Statements = new()
    {
        ["UpdateIAmAlivetimeKey"] = $"UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {This};",
        ["InsertMembershipVersionKey"] = """
            WITH added AS (INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*) > 0 FROM added;
            """,
        ["InsertMembershipKey"] = $"""
            WITH risen AS ({NextVersion} AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE {This}) RETURNING 1),
            added AS (
                INSERT INTO OrleansMembershipTable
                    (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM risen
                ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*) > 0 FROM added;
            """,
        ["UpdateMembershipKey"] = $"""
            WITH risen AS ({NextVersion} RETURNING 1),
            changed AS (
                UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
                WHERE {This} AND EXISTS (SELECT 1 FROM risen) RETURNING 1)
            SELECT count(*) > 0 FROM changed;
            """,
        ["MembershipReadRowKey"] =
            $"{ReadAll} AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation WHERE v.DeploymentId = @DeploymentId;",
        ["MembershipReadAllKey"] = $"{ReadAll} WHERE v.DeploymentId = @DeploymentId;",
        ["DeleteMembershipTableEntriesKey"] = """
            DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
            DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
            """,
        ["GatewaysQueryKey"] =
            "SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;",
        ["CleanupDefunctSiloEntriesKey"] =
            "DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;",
    };

    /// <summary>Makes the tables and statements that are not there.</summary>
    /// <param name="connection">The server and its database.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="NpgsqlException">The server does not answer, or does not allow it.</exception>
    public static async Task CreateAsync(string connection, CancellationToken cancellation)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await open.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await ExecuteAsync($"SELECT pg_advisory_xact_lock({Lock}); SET LOCAL client_min_messages = warning; {Tables}").ConfigureAwait(false);
        foreach ((string key, string text) in Statements)
        {
            await ExecuteAsync("INSERT INTO OrleansQuery VALUES ($1, $2) ON CONFLICT DO NOTHING", key, text).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);

        async Task ExecuteAsync(string statement, params string[] values)
        {
            await using var command = new NpgsqlCommand(statement, open, transaction);
            command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }
}
