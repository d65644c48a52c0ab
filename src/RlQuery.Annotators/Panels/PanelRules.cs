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
        if (panel.Annotators.Count + panel.LocalModels.Count + panel.People.Count == 0)
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
        string[] names = [.. panel.Annotators.Select(one => one.Name)];
        foreach (string fault in Ready("localModels", panel.LocalModels, names, one => (one.Name, one.Price), LocalFaults))
        {
            yield return fault;
        }
        names = [.. names, .. panel.LocalModels.Select(one => one.Name)];
        foreach (string fault in Ready("people", panel.People, names, one => (one.Name, one.Price), PersonFaults))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Ready<T>(
        string list, IReadOnlyList<T> all, IEnumerable<string> before, Func<T, (string Name, decimal Price)> read, Func<T, IEnumerable<string>> others)
    {
        HashSet<string> taken = [.. before];
        foreach ((int i, T one) in all.Index())
        {
            (string name, decimal price) = read(one);
            foreach (string fault in (string[])[.. WordFaults(name, taken.Contains(name)), .. others(one), .. PriceFaults("price", price, "an answer")])
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{list}[{i}].{fault}");
            }
            taken.Add(name);
        }
    }

    private static IEnumerable<string> LocalFaults(LocalModelDefinition model) =>
    [
        .. model.Encoder.Trim().Length == 0 ? ["encoder: is missing; name one, such as minilm"] : Array.Empty<string>(),
        .. model.Threshold is not (>= 0 and <= 1)
            ? [string.Create(CultureInfo.InvariantCulture, $"threshold: {model.Threshold} is not allowed; use 0..1")] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> PersonFaults(PersonDefinition person) =>
        person.Answers.Trim().Length == 0 ? ["answers: is missing; name the CSV file of the person's answers"] : [];

    private static IEnumerable<string> WordFaults(string name, bool isTaken) =>
        AnnotatorName.FaultOf(name) is { } fault ? [$"name: {fault["annotator: ".Length..]}"]
        : isTaken ? [$"name: '{name}' is taken; give each annotator a name of its own"]
        : [];

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
        string[] wrong = [.. WordFaults(model.Name, before.Any(other => other.Name == model.Name))];
        foreach (string fault in wrong)
        {
            yield return fault;
        }
        string settings = ModelDialogue.SettingsOf(model);
        if (wrong.Length == 0 && before.FirstOrDefault(other => ModelDialogue.SettingsOf(other) == settings) is { } same)
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

    private static IEnumerable<string> PriceFaults(string name, decimal price, string unit = "a million tokens")
    {
        if (price is < 0 or > MostPrice || decimal.Round(price, PriceDigits) != price)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name}: {price} is not allowed; use 0..{MostPrice} for {unit}, with at most {PriceDigits} decimals");
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
