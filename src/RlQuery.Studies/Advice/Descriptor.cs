using RlQuery.Core;

namespace RlQuery.Studies.Advice;

/// <summary>A descriptor on the scale on which tables are compared: sizes by their logarithms.</summary>
/// <param name="Name">Name in files.</param>
/// <param name="Of">The value of a table; NaN where it is not known.</param>
internal sealed record Descriptor(string Name, Func<TableDescriptors, double> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Descriptor> All { get; } =
    [
        new("classes", table => Math.Log(table.Classes)),
        new("features", table => Math.Log(table.Features)),
        new("rows", table => Math.Log(table.Rows)),
        new("effective-dimensions", table => Math.Log(1 + (table.EffectiveDimensions ?? double.NaN))),
        new("two-valued", table => table.TwoValued),
        new("embedded", table => table.Embedded ? 1 : 0),
        new("balance", table => table.Balance ?? double.NaN),
    ];

    /// <summary>The descriptor of a name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static Descriptor Find(string name) => All.FirstOrDefault(descriptor => descriptor.Name == name)
        ?? throw new InvalidInputException($"descriptor: '{name}' is unknown; use {string.Join(", ", All.Select(descriptor => descriptor.Name))}");
}
