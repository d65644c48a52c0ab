using Npgsql;

namespace RlQuery.Cluster.Hosting;

/// <summary>The tables of a PostgreSQL store.</summary>
internal static class PostgresTables
{
    /// <summary>What Orleans calls the driver.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Makes the tables, unless they are there.</summary>
    public static async Task CreateAsync(string connection, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using NpgsqlConnection open = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
    }
}
