using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Distillation;

/// <summary>What a strategy of a distillation is worth: a row of <c>distil.csv</c>.</summary>
/// <param name="MeasuredOn">The problems, in words.</param>
/// <param name="Problems">Number of problems, the same for every strategy.</param>
/// <param name="Strategy"><c>teacher</c>, <c>rule</c>, <c>tree</c> or the name of the task's reference.</param>
/// <param name="Aubc">Mean area under the learning curve.</param>
/// <param name="ToReference">What it gains over the reference, with its 95 % interval; null for the reference.</param>
/// <param name="ToTeacher">What it gains over the teacher; null for the teacher.</param>
/// <param name="SamePick">Share of the teacher's choices that it would have made too; null for the teacher.</param>
/// <remarks>Differences are paired. Their interval is over the problems; over the means of sets where there are several.</remarks>
public sealed record DistillationRow(
    string MeasuredOn, int Problems, string Strategy, double Aubc, MeanInterval? ToReference, MeanInterval? ToTeacher, double? SamePick);
