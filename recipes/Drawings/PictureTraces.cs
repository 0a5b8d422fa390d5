using System.ComponentModel.DataAnnotations;
using System.Text;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Drawings;

/// <summary>Demonstrations by a hasty teacher: what is read off a picture slips as steps do, and some of both is verified.</summary>
public sealed class PictureTracesAttribute : DemonstrationsAttribute<PictureTraces>
{
    /// <summary>How often the first try of a reading or a step slips. Default: 0.15.</summary>
    [Range(0.0, 1.0)]
    public double SlipRate { get; set; } = 0.15;

    /// <summary>How often either is verified, at most; each trace draws its own rate between 0 and this. Default: 0.8.</summary>
    [Range(0.0, 1.0)]
    public double VerificationRate { get; set; } = 0.8;
}

/// <summary>
/// Writes traces such as <c>A=7;C=3?C=5;7+5=2;#72</c>, readings before steps; of a chain in a picture, first the chain.
/// </summary>
/// <param name="options">How often readings and steps slip and are verified.</param>
[ImplementationVersion(1)]
public sealed class PictureTraces(PictureTracesAttribute options) : IDemonstrationSource<PictureProblem>
{
    /// <summary>The characters of prompts, traces and documents.</summary>
    public const string Alphabet = $"{ChainTraces.Alphabet}ABCD{PictureProblem.Transcribe}scx.";

    /// <inheritdoc/>
    public string Respond(PictureProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        return Work(problem.Names, Chain.Parse(problem.Chain), problem.IsWritten, random, options.SlipRate, options.VerificationRate * random.NextDouble());
    }

    /// <summary>Reads and calculates.</summary>
    internal static string Work(
        IReadOnlyList<string> names, Chain chain, bool transcribes, Random random, double slipRate = 0, double verificationRate = 0)
    {
        var trace = new StringBuilder(transcribes ? chain.ToString() : "");
        int[] values = [chain.Start, .. chain.Operations.Select(operation => operation.Operand)];
        for (var i = 0; i < names.Count; i++)
        {
            var right = values[i];
            values[i] = random.NextDouble() < slipRate ? random.Next(Chain.Modulus) : right;
            trace.Append(names[i]).Append('=').Append(values[i]);
            if (random.NextDouble() < verificationRate)
                trace.Append('?').Append(names[i]).Append('=').Append(values[i] = right);
            trace.Append(';');
        }

        var read = new Chain(values[0], [.. chain.Operations.Zip(values.Skip(1), (operation, value) => (operation.Operator, value))]);
        return trace.Append(ChainTraces.Steps(read, random, slipRate, verificationRate)).ToString();
    }
}
