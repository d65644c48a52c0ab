namespace RlQuery.Cli.Labelling;

/// <summary>What is estimated from sessions, as on the command line.</summary>
/// <param name="Sessions">Folders of the sessions.</param>
/// <param name="Data">Where their tables are now, one for each session; none where they were not moved.</param>
/// <param name="Policies">Folders of policies.</param>
/// <param name="Strategies">Names of strategies.</param>
/// <param name="Metrics">Names of metrics.</param>
internal sealed record LoggedRequest(string[] Sessions, string[] Data, string[] Policies, string[] Strategies, string[] Metrics);
