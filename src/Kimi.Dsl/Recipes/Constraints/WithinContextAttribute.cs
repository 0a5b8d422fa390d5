namespace Kimi.Dsl;

/// <summary>Declares that an option is how many tokens a policy generates after a prompt: together they must fit its context (KIMI6001).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinContextAttribute : Attribute;
