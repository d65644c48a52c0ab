namespace RlQuery.Core.Augmentation;

/// <summary>How many rows to make of each class: those with the fewest rows first.</summary>
internal static class BalancedCounts
{
    /// <summary>Deals made rows, one at a time, to the class that then has the fewest rows, real and made; ties go to the earlier class.</summary>
    /// <param name="real">Labelled rows of each class.</param>
    /// <param name="allowed">Whether rows of a class can be made.</param>
    /// <param name="count">How many to deal.</param>
    public static int[] Deal(int[] real, bool[] allowed, int count)
    {
        int[] made = new int[real.Length];
        int[] open = [.. Enumerable.Range(0, real.Length).Where(label => allowed[label])];
        for (int i = 0; i < count && open.Length > 0; i++)
        {
            made[open.MinBy(label => real[label] + made[label])]++;
        }
        return made;
    }
}
