namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>A kind of rule that an expression may name.</summary>
/// <param name="Name">Its name, before the colon.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Description">When it holds, in one line.</param>
/// <param name="Create">Makes a rule of the texts behind the colons, at least one; null where they are not allowed.</param>
/// <param name="Allowed">What is allowed, for the message that refuses others.</param>
[PartKind("stop", "stopping-rules")]
public record StoppingRuleKind(string Name, string Form, string Description, Func<string[], IStoppingRule?> Create, string Allowed) : IPart;
