using System.ComponentModel.DataAnnotations;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Recipes.Chains;

/// <summary>
/// Long-CoT traces for chains by a hasty teacher: every step is written out, a first try may slip, and only some steps are verified,
/// which repairs the slip. A policy that learns from them leaves something for reinforcement learning to add: care.
/// </summary>
public sealed class ChainTracesAttribute : DemonstrationsAttribute<ChainTraces>
{
    /// <summary>How often the first try of a step slips. Default: 0.25.</summary>
    [Range(0.0, 1.0)]
    public double SlipRate { get; set; } = 0.25;

    /// <summary>
    /// How often a step is verified, at most. Each trace draws its own rate between 0 and this, so that the length of responses varies
    /// from hasty to careful. Default: 0.8.
    /// </summary>
    [Range(0.0, 1.0)]
    public double VerificationRate { get; set; } = 0.8;
}

/// <summary>
/// Writes traces such as <c>7+5=2;2-3=8?2-3=9;9*4=6;#96</c>: a step ends in a semicolon, and a verified one is done again after a
/// question mark. The answer follows from the steps as they stand, slips included.
/// </summary>
/// <param name="options">How often steps slip and are verified.</param>
[ImplementationVersion(1)]
public sealed class ChainTraces(ChainTracesAttribute options) : IDemonstrationSource<MathProblem>
{
    /// <summary>The characters of prompts and traces.</summary>
    public const string Alphabet = "0123456789+-*=;?#";

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var verificationRate = options.VerificationRate * random.NextDouble();
        return Steps(Chain.Parse(problem.Prompt.Text), random, options.SlipRate, verificationRate);
    }

    /// <summary>Works through a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="random">Decides what slips and what is verified.</param>
    /// <param name="slipRate">How often the first try of a step slips.</param>
    /// <param name="verificationRate">How often a step is verified.</param>
    internal static string Steps(Chain chain, Random random, double slipRate, double verificationRate)
    {
        var trace = new StringBuilder();
        var results = new List<int>();
        var value = chain.Start;
        foreach (var (sign, operand) in chain.Operations)
        {
            var right = Chain.Apply(value, sign, operand);
            var written = random.NextDouble() < slipRate ? random.Next(Chain.Modulus) : right;
            trace.Append(value).Append(sign).Append(operand).Append('=').Append(written);
            if (random.NextDouble() < verificationRate)
                trace.Append('?').Append(value).Append(sign).Append(operand).Append('=').Append(written = right);
            trace.Append(';');
            results.Add(value = written);
        }

        return trace.Append('#').Append(Chain.AnswerOf(results)).ToString();
    }
}
