namespace Kimi.Runtime.Execution;

/// <summary>Which class executes a component's contract; the last registration wins.</summary>
/// <param name="Contract">The contract or class that the attribute names.</param>
/// <param name="Implementation">The class that does the work.</param>
internal sealed record ComponentMapping(Type Contract, Type Implementation);
