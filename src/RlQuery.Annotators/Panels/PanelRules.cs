using System.Globalization;
using System.Text.RegularExpressions;
using RlQuery.Annotators.Models;
using RlQuery.Core.Labelling;

namespace RlQuery.Annotators.Panels;

/// <summary>What a panel may hold.</summary>
internal static partial class PanelRules
{
    private const decimal MostPrice = 1_000_000;
    private const int PriceDigits = 6;

    /// <summary>Everything that is not allowed, a line each, which begins with the path of the member.</summary>
    /// <param name="panel">The panel.</param>
    public static IEnumerable<string> Faults(PanelDefinition panel)
    {
        if (panel.Annotators.Count == 0)
        {
            yield return "annotators: is empty; name one model or more";
        }
        foreach (string fault in Within("examples", panel.Examples, 0, 100))
        {
            yield return fault;
        }
        for (int i = 0; i < panel.Annotators.Count; i++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"annotators[{i}]");
            foreach (string fault in Faults(panel.Annotators[i], panel.Annotators.Take(i)))
            {
                yield return $"{at}.{fault}";
            }
        }
    }

    private static IEnumerable<string> Faults(ModelDefinition model, IEnumerable<ModelDefinition> before) =>
    [
        .. NameFaults(model, before), .. EndpointFaults(model.Endpoint, model.KeyVariable is not null), .. KeyFaults(model.KeyVariable),
        .. PriceFaults("inputPrice", model.InputPrice), .. PriceFaults("outputPrice", model.OutputPrice),
        .. Within("maxOutputTokens", model.MaxOutputTokens, 1, 100_000), .. Within("requestsPerMinute", model.RequestsPerMinute ?? 1, 1, 100_000),
        .. Within("concurrency", model.Concurrency, 1, 256), .. Within("timeoutSeconds", model.TimeoutSeconds, 1, 3600),
        .. Within("retries", model.Retries, 0, 20),
        .. model.Temperature is not (null or (>= 0 and <= 2))
            ? [string.Create(CultureInfo.InvariantCulture, $"temperature: {model.Temperature} is not allowed; use 0..2, or null")] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> NameFaults(ModelDefinition model, IEnumerable<ModelDefinition> before)
    {
        if (AnnotatorName.FaultOf(model.Name) is { } fault)
        {
            yield return $"name: {fault["annotator: ".Length..]}";
        }
        else if (before.Any(other => other.Name == model.Name))
        {
            yield return $"name: '{model.Name}' is taken; give each annotator a name of its own";
        }
        else if (before.FirstOrDefault(other => LanguageModelAnnotator.SettingsOf(other) == LanguageModelAnnotator.SettingsOf(model)) is { } same)
        {
            yield return $"model: '{model.Name}' is the same model with the same settings as '{same.Name}', and would give its answers; change one";
        }
        if (model.Model.Trim().Length == 0)
        {
            yield return "model: is missing; name the model as its server does";
        }
    }

    // What is not allowed is not quoted: it may hold a key.
    private static IEnumerable<string> EndpointFaults(string endpoint, bool hasKey)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            yield return "endpoint: what stands there is no address; use one such as http://localhost:11434/v1";
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return "endpoint: holds more than an address; a password or key belongs in an environment variable, see keyVariable";
        }
        else if (hasKey && address is { Scheme: "http", IsLoopback: false })
        {
            yield return "endpoint: http would show the key to everybody on the way; use https for another machine";
        }
    }

    private static IEnumerable<string> KeyFaults(string? variable)
    {
        if (variable is not null && !VariableName().IsMatch(variable))
        {
            yield return "keyVariable: what stands there is no name of an environment variable; name the one that holds the key, and write no key into a file";
        }
    }

    private static IEnumerable<string> PriceFaults(string name, decimal price)
    {
        if (price is < 0 or > MostPrice || decimal.Round(price, PriceDigits) != price)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name}: {price} is not allowed; use 0..{MostPrice} for a million tokens, with at most {PriceDigits} decimals");
        }
    }

    private static IEnumerable<string> Within(string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {value} is not allowed; use {low}..{high}");
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex VariableName();
}
