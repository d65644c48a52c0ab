using System.Net;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using RlQuery.Core;
using StackExchange.Redis;

namespace RlQuery.Cluster.Hosting;

/// <summary>Where the processes of a cluster find each other, as Orleans is told.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class StorePlace(ClusterDefinition cluster)
{
    private readonly ClusterTls? _tls = ClusterTls.Read(cluster);

    /// <summary>Name of the service, which is the same in all clusters.</summary>
    public const string Service = "rlquery";

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>Whether the store is the first worker of this machine.</summary>
    public bool IsDevelopment => cluster.Store == ClusterStore.Development;

    /// <summary>The first worker's address among silos, where the store is that worker.</summary>
    public IPEndPoint Primary => new(IPAddress.Loopback, cluster.Port);

    /// <summary>The first worker's address for clients, where the store is that worker.</summary>
    public IPEndPoint PrimaryGateway => new(IPAddress.Loopback, cluster.Port + 1);

    /// <summary>Makes sure that others may be let in.</summary>
    /// <param name="listen">Where a worker is to listen.</param>
    /// <exception cref="InvalidInputException">They may not.</exception>
    public void CheckListening(IPAddress listen)
    {
        if (IPAddress.IsLoopback(listen))
        {
            return;
        }
        if (IsDevelopment)
        {
            throw new InvalidInputException($"listen: {listen} is not allowed with the store development, which is of one machine; use redis or postgresql");
        }
        if (_tls is null)
        {
            throw new InvalidInputException(
                $"listen: {listen} is reached from other machines, and the cluster file names no certificate; name certificate and authority there");
        }
    }

    /// <summary>Makes sure that the store answers.</summary>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="InvalidInputException">It does not answer, or refuses the password.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await ReachAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(cluster.TimeoutSeconds), cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            throw new InvalidInputException($"server: {cluster.Server} is not allowed with the store {Word}; use {Form}");
        }
        catch (Exception failure) when (failure is RedisException or NpgsqlException or TimeoutException)
        {
            throw new InvalidInputException(Refusal(failure) is string why ? $"server: {cluster.Server} of the {Word} store does not let us in: {why}"
                : $"server: no {Product} server answers at {cluster.Server}; start it, or name another");
        }
    }

    /// <summary>Tells a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="ports">Where it listens.</param>
    public void Use(ISiloBuilder silo, NodePorts ports)
    {
        if (IsDevelopment)
        {
            silo.UseDevelopmentClustering(Primary);
        }
        else if (cluster.Store == ClusterStore.Redis)
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = RedisOptions());
        }
        else
        {
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgresTables.Invariant, PostgresConnection()));
        }
        if (_tls is not null)
        {
            silo.UseTls(_tls.Set);
        }
        silo.Configure<ClusterOptions>(Name);
        silo.ConfigureEndpoints(ports.Address, ports.Silo, ports.Gateway);
    }

    /// <summary>Tells a client.</summary>
    /// <param name="client">The client.</param>
    public void Use(IClientBuilder client)
    {
        if (IsDevelopment)
        {
            client.UseStaticClustering(PrimaryGateway);
        }
        else if (cluster.Store == ClusterStore.Redis)
        {
            client.UseRedisClustering(options => options.ConfigurationOptions = RedisOptions());
        }
        else
        {
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgresTables.Invariant, PostgresConnection()));
        }
        if (_tls is not null)
        {
            client.UseTls(_tls.Set);
        }
        client.Configure<ClusterOptions>(Name);
    }

    private string Product => cluster.Store == ClusterStore.Redis ? "Redis" : "PostgreSQL";

    private string Form => cluster.Store == ClusterStore.Redis ? "HOST:PORT, such as 127.0.0.1:6379"
        : "Host=ADDRESS;Port=PORT;Username=NAME;Database=NAME, such as Host=127.0.0.1;Port=5432;Username=rlquery;Database=rlquery";

    private string Word => cluster.Store.ToString().ToLowerInvariant();

    private void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (cluster.Id, Service);

    // Null where nothing answers.
    private static string? Refusal(Exception failure) => failure switch
    {
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } =>
            "check the password that passwordVariable names and, with ssl=true, the certificate of the server",
        RedisServerException refused => refused.Message.ReplaceLineEndings(" "),
        PostgresException refused => refused.MessageText.ReplaceLineEndings(" "),
        NpgsqlException { InnerException: null } refused => refused.Message.ReplaceLineEndings(" "),
        _ => null,
    };

    private async Task ReachAsync(CancellationToken cancellation)
    {
        if (cluster.Store == ClusterStore.Redis)
        {
            ConfigurationOptions options = RedisOptions();
            options.ConnectRetry = 1;
            using var redis = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
            await redis.GetDatabase().PingAsync().ConfigureAwait(false);
        }
        else if (cluster.Store == ClusterStore.Postgresql)
        {
            await PostgresTables.CreateAsync(PostgresConnection(), cancellation).ConfigureAwait(false);
        }
    }

    private string? Password()
    {
        if (cluster.PasswordVariable is not string variable)
        {
            return null;
        }
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password ? password
            : throw new InvalidInputException($"passwordVariable: the environment variable {variable}, which should hold the password, is not set");
    }

    private ConfigurationOptions RedisOptions()
    {
        var options = ConfigurationOptions.Parse(cluster.Server!);
        options.Password = Password() ?? options.Password;
        options.ConnectTimeout = options.SyncTimeout = options.AsyncTimeout = (int)AnswerTime.TotalMilliseconds;
        options.AbortOnConnectFail = true;
        return options;
    }

    private string PostgresConnection()
    {
        var text = new NpgsqlConnectionStringBuilder(cluster.Server);
        text.Password = Password() ?? text.Password;
        text.Timeout = text.CommandTimeout = (int)AnswerTime.TotalSeconds;
        return text.ConnectionString;
    }
}
