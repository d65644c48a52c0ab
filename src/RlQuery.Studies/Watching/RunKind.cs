namespace RlQuery.Studies.Watching;

/// <summary>What a run is, and whether it has ended.</summary>
public enum RunKind
{
    /// <summary>A training that runs, or was stopped.</summary>
    Training,

    /// <summary>A training that has ended in a policy.</summary>
    Trained,

    /// <summary>An evaluation that runs, or was stopped.</summary>
    Evaluating,

    /// <summary>An evaluation that has ended.</summary>
    Evaluated,
}
