using RlQuery.Annotators.Budgets;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>What the annotators of a panel share.</summary>
/// <param name="Record">Where answers are kept.</param>
/// <param name="Budget">The money of all.</param>
/// <param name="Seed">Seed of the random parts of waiting times.</param>
/// <param name="Time">The clock.</param>
internal sealed record SharedMeans(AnswerRecord Record, MoneyBudget Budget, ulong Seed, TimeProvider Time);
