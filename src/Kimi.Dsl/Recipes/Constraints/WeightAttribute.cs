using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is the weight of a reward or penalty in the sum: 0 switches it off (KIMI4007), and a negative one would turn it into its opposite
/// (KIMI4008).
/// </summary>
/// <param name="maximum">The greatest weight.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WeightAttribute(double maximum) : RangeAttribute(0, maximum);
