using System.Globalization;

namespace RlQuery.Cli.Tasks;

/// <summary>Numbers of tasks as people read them.</summary>
internal static class TaskNumbers
{
    /// <summary>A share in percent.</summary>
    public static string Percent(double? share) => share is double known ? (100 * known).ToString("F2", CultureInfo.InvariantCulture) + " %" : "-";

    /// <summary>Seconds.</summary>
    public static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A share for each second, in percent for each minute.</summary>
    public static string PerMinute(double? rate) => Percent(60 * rate);
}
