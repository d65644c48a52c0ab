using RlQuery.Annotators.Models;

namespace RlQuery.Annotators.Panels;

/// <summary>How a panel is asked.</summary>
public sealed record PanelOptions
{
    /// <summary>The most money that the calls of a record may cost in all, those of earlier runs included; above 0.</summary>
    /// <value>Default: null; no limit.</value>
    public decimal? Budget { get; init; }

    /// <summary>Seed of the random part of waiting times.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>The answers of local models and people, by their names.</summary>
    /// <value>Default: none, for a panel of language models alone.</value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>> Ready { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>>();

    /// <summary>The clock of waiting times and time-outs.</summary>
    /// <value>Default: that of the system.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
