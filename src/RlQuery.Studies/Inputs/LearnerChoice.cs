namespace RlQuery.Studies.Inputs;

/// <summary>The learners that are asked for by name.</summary>
internal static class LearnerChoice
{
    /// <summary>Learners by name; unknown and repeated ones are added to the faults.</summary>
    /// <param name="names">The names.</param>
    /// <param name="find">Finds one, of the task.</param>
    /// <param name="own">The environment's, where none is named; null where that is not known.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<T> Parse<T>(IReadOnlyList<string> names, Func<string, T> find, T? own, Faults faults)
        where T : class
    {
        faults.Once("learner", names);
        T?[] found = [.. names.Distinct().Select(name => faults.Collect(() => find(name)))];
        return names.Count > 0 ? [.. found.OfType<T>()] : own is null ? [] : [own];
    }
}
