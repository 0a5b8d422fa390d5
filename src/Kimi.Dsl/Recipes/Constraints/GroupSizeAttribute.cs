using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Declares that an option is how many responses are compared with each other: fewer than two give no signal (KIMI3001).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GroupSizeAttribute() : RangeAttribute(2, 10_000);

/// <summary>Declares that an option is the texts that end a response, so that none of them may be a part of what rewards look for before the answer
/// (KIMI4013).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndsResponsesAttribute : Attribute;
