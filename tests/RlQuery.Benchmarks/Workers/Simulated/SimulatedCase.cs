using RlQuery.Cluster.Dealing;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Many nodes whose episodes sleep, dealt to by the dealer of a client, in virtual time.</summary>
/// <param name="Workers">How many, of one thread each.</param>
/// <param name="Milliseconds">What an episode takes.</param>
/// <param name="Nodes">What they are like.</param>
internal sealed record SimulatedCase(int Workers, int Milliseconds, string Nodes)
{
    public const string Alike = "alike";
    public const string Slow = "one in eight 4 times slower";
    public const string Dying = "the same, and another one in eight dies";

    private const int OneIn = 8;
    private const int Slowness = 4;
    private const double IdealSeconds = 60;
    private const double DiesAfter = 30;

    /// <summary>Number of episodes: a minute of work.</summary>
    public int Episodes => (int)(Workers * IdealSeconds * 1000 / Milliseconds);

    /// <summary>Seconds that these nodes need if no time is lost, and what dying nodes had done counts.</summary>
    public double LeastSeconds
    {
        get
        {
            double work = Workers * IdealSeconds;
            double speed = Workers - (Nodes == Alike ? 0 : Workers / OneIn * (1 - (1.0 / Slowness)));
            double dead = Nodes == Dying ? Workers / OneIn : 0;
            return dead == 0 ? work / speed : DiesAfter + ((work - (speed * DiesAfter)) / (speed - dead));
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="clientSeconds">What an episode takes of the client's time.</param>
    /// <returns>Seconds until 99 % of the episodes were there, and until all were.</returns>
    public (double Late, double All) Run(double clientSeconds)
    {
        var time = new VirtualTime();
        var dealer = new LotDealer([.. Enumerable.Range(0, Episodes)], () => TimeSpan.FromSeconds(time.Now));
        var client = new VirtualClient(time, clientSeconds, Episodes);
        for (int i = 0; i < Workers; i++)
        {
            double own = Milliseconds / 1e3 * (Nodes != Alike && i % OneIn == 0 ? Slowness : 1);
            var node = new VirtualNode($"node-{i}", time, dealer, client, own);
            node.Begin();
            if (Nodes == Dying && i % OneIn == 1)
            {
                time.After(DiesAfter, node.Die);
            }
        }
        time.RunUntil(() => client.HasAll);
        return (client.LateSeconds, time.Now);
    }
}
