namespace Kimi.Dsl;

/// <summary>On a recipe class: options for all of its stages that sample responses. What a stage, or an attribute of its kind on the class, gives itself counts
/// more.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SamplingAttribute : SamplingStageAttribute;
