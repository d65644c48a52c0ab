namespace RlQuery.Sessions.Shared;

/// <summary>What came of a command.</summary>
public enum AnswerOutcome
{
    /// <summary>It is on the disk.</summary>
    Stored,

    /// <summary>It was stored before: the same command came again.</summary>
    StoredBefore,

    /// <summary>It answers a question that is no longer this annotator's; nothing has changed.</summary>
    Stale,

    /// <summary>It is not allowed; nothing has changed.</summary>
    Refused,
}
