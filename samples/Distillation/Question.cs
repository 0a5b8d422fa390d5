using Kimi.Dsl;

namespace Distillation;

/// <summary>A problem without an answer: all that distillation is given.</summary>
public sealed record Question : Problem;
