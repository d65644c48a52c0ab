namespace RlQuery.Core.Tests.House;

/// <summary>Where the house does not keep its rules yet. The lists may only become shorter: a debt that is paid must be taken off them.</summary>
internal static class Debts
{
    /// <summary>Rooms of a project that use each other; ~ is the project's own namespace.</summary>
    public static IReadOnlyList<string> Circles { get; } =
    [
        "RlQuery.Cli: ~, Labelling, Verbs",
    ];

    /// <summary>Folders with files of another namespace. What goes in a circle between such folders is seen only when each has its own.</summary>
    public static IReadOnlyList<string> Namespaces { get; } =
    [
    ];

    /// <summary>How many lines of a project are longer than 160 columns.</summary>
    public static IReadOnlyDictionary<string, int> LongLines { get; } = new Dictionary<string, int>
    {
        ["RlQuery.Core"] = 142,
        ["RlQuery.Cli"] = 87,
        ["RlQuery.Studies"] = 61,
        ["RlQuery.MicrosoftML"] = 4,
        ["RlQuery.Reports"] = 10,
        ["RlQuery.Sessions"] = 7,
    };
}
