namespace RlQuery.Torch.Agents;

/// <summary>The episodes of a round that fit into the environment steps that are left.</summary>
/// <param name="Episodes">All of them; where they do not fit none, or in round 0 the first ones.</param>
/// <param name="Steps">Their environment steps.</param>
/// <param name="Uncut">Environment steps of the whole round where it did not fit; otherwise 0.</param>
internal readonly record struct Played<T>(T[] Episodes, int Steps, int Uncut)
{
    /// <summary>Chooses them. Whole rounds do not depend on what is left, so that a run that goes on learns as one that was longer from the start.</summary>
    /// <param name="episodes">The episodes of a round, in order.</param>
    /// <param name="steps">Environment steps of one.</param>
    /// <param name="round">Number of the round. A run shorter than its first round is cut, so that it learns something: to at least one episode.</param>
    /// <param name="most">Environment steps that are left.</param>
    public static Played<T> Fitting(T[] episodes, Func<T, int> steps, int round, long most)
    {
        int whole = episodes.Sum(steps);
        if (whole <= most)
        {
            return new Played<T>(episodes, whole, 0);
        }
        int count = 0;
        int made = 0;
        while (round == 0 && count < episodes.Length && (count == 0 || made + steps(episodes[count]) <= most))
        {
            made += steps(episodes[count++]);
        }
        return new Played<T>(episodes[..count], made, whole);
    }
}
