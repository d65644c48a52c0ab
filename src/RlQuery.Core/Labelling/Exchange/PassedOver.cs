namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Why an import did not take an answer of its file.</summary>
public enum PassedOver
{
    /// <summary>The session has it already.</summary>
    Known,

    /// <summary>The session has a later answer of the same annotator.</summary>
    Older,

    /// <summary>The file has a later answer of the same annotator, or the same one again.</summary>
    SaidAgain,

    /// <summary>There is no label in it.</summary>
    NoLabel,

    /// <summary>It answers other controls of Label Studio alone.</summary>
    OtherControl,

    /// <summary>A task that nobody annotated.</summary>
    NotAnnotated,

    /// <summary>It was not submitted.</summary>
    Draft,
}
