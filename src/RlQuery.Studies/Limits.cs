namespace RlQuery.Studies;

/// <summary>The range of an integer option.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
public readonly record struct Limits(int Low, int High)
{
    /// <summary>Number of threads.</summary>
    public static Limits Jobs { get; } = new(1, 1024);

    /// <summary>Number of seeds of an evaluation.</summary>
    public static Limits Repeats { get; } = new(1, 100_000);

    /// <summary>First seed of an evaluation: later seeds must not overflow.</summary>
    public static Limits FirstSeed { get; } = new(0, int.MaxValue - 100_000);

    /// <summary>Queries of an episode.</summary>
    public static Limits Budget { get; } = new(1, 100_000);

    /// <summary>Labels at the start of an episode.</summary>
    public static Limits Start { get; } = new(0, 1000);

    /// <summary>Seeds of a study of attention.</summary>
    public static Limits Attention { get; } = new(1, 100_000);

    /// <summary>Environment steps of a training run.</summary>
    public static Limits Steps { get; } = new(1, 1_000_000_000);

    /// <summary>Seed of a training run.</summary>
    public static Limits Seed { get; } = new(0, int.MaxValue);

    /// <summary>Trials of a tuning.</summary>
    public static Limits Trials { get; } = new(1, 10_000);

    /// <summary>One trial of so many goes on.</summary>
    public static Limits Eta { get; } = new(2, 100);

    /// <summary>Splits of each validation set on which a trial is scored.</summary>
    public static Limits TrialRepeats { get; } = new(1, 10_000);

    /// <summary>Problems of a distillation.</summary>
    public static Limits Distilled { get; } = new(1, 100_000);

    /// <summary>Labelled rows that a compression holds out, or tells its teacher.</summary>
    public static Limits Compressed { get; } = new(1, 1_000_000);

    /// <summary>Whether a number is allowed.</summary>
    /// <param name="value">The number.</param>
    public bool Hold(int value) => value >= Low && value <= High;

    /// <summary>As faults say it, such as <c>1..100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Low}..{High}");
}
