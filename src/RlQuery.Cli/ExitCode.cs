namespace RlQuery.Cli;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run failed, though its input was valid.</summary>
    public const int Failure = 1;

    /// <summary>Options, files or policies that cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
