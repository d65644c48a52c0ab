namespace RlQuery.Core;

/// <summary>How catalogs take in what other libraries and programs bring along.</summary>
internal static class KnownNames
{
    /// <summary>What is known and what is added, in this order.</summary>
    /// <param name="known">What the catalog has.</param>
    /// <param name="added">What is added; one that is there already, by name and type, is left out.</param>
    /// <param name="nameOf">Gives a name.</param>
    /// <exception cref="ArgumentException">A name is that of something else.</exception>
    public static T[] With<T>(T[] known, ReadOnlySpan<T> added, Func<T, string> nameOf)
        where T : class
    {
        foreach (T one in added)
        {
            T? same = known.FirstOrDefault(other => nameOf(other) == nameOf(one));
            if (same is not null && same.GetType() != one.GetType())
            {
                throw new ArgumentException($"'{nameOf(one)}' is the name of {same.GetType()}; give {one.GetType()} another", nameof(added));
            }
            known = same is null ? [.. known, one] : known;
        }
        return known;
    }
}
