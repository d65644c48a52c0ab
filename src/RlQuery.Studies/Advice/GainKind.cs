namespace RlQuery.Studies.Advice;

/// <summary>Which strategy is compared with which.</summary>
public enum GainKind
{
    /// <summary>The learned policy less random labels.</summary>
    PolicyOverRandom,

    /// <summary>Margin sampling less random labels.</summary>
    MarginOverRandom,

    /// <summary>The learned policy less margin sampling.</summary>
    PolicyOverMargin,
}
