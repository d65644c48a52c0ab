namespace RlQuery.Sessions.Shared;

/// <summary>What kind of question an annotator has.</summary>
public enum TurnKind
{
    /// <summary>A row that waits for this annotator's answer.</summary>
    Label,

    /// <summary>A row on which annotators disagree, to be settled.</summary>
    Review,

    /// <summary>A row that was skipped before.</summary>
    Skipped,
}
