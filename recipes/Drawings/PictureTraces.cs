using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Drawings;

/// <summary>Demonstrations by a hasty teacher: what is read off a picture slips as steps do, and some of both is verified.</summary>
public sealed class PictureTracesAttribute : DemonstrationsAttribute<PictureTraces>
{
    /// <summary>How often the first try of a reading or a step slips. Default: 0.25.</summary>
    [Range(0.0, 1.0)]
    public double SlipRate { get; set; } = 0.25;

    /// <summary>How often either is verified, at most; each trace draws its own rate between 0 and this. Default: 0.8.</summary>
    [Range(0.0, 1.0)]
    public double VerificationRate { get; set; } = 0.8;
}

/// <summary>
/// Writes traces such as <c>7+A5=2;2-C8=4?2-C3=9;#29</c>: what is read stands behind its name; of a chain in a picture, first the chain; of a row that goes on,
/// first its two numbers.
/// </summary>
/// <param name="options">How often readings and steps slip and are verified.</param>
[ImplementationVersion(3)]
public sealed class PictureTraces(PictureTracesAttribute options) : IDemonstrationSource<PictureProblem>
{
    /// <summary>The characters of prompts, traces and documents.</summary>
    public const string Alphabet = $"{ChainTraces.Alphabet}ABCD{PictureProblem.Transcribe}scx.>~";

    /// <inheritdoc/>
    public string Respond(PictureProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        return Work(problem.Readings, Chain.Parse(problem.Chain), problem.IsWritten, random, options.SlipRate, options.VerificationRate * random.NextDouble());
    }

    /// <summary>Reads and calculates, step by step.</summary>
    internal static string Work(
        IReadOnlyList<string> readings, Chain chain, bool transcribes, Random random, double slipRate = 0, double verificationRate = 0)
    {
        var trace = new StringBuilder(transcribes ? chain.ToString() : "");
        var results = new List<int>();
        var value = chain.Start;
        foreach (var (i, (sign, operand)) in chain.Operations.Index())
        {
            var reading = readings.Count == 0 ? "" : readings[i];
            var right = Chain.Apply(value, sign, operand);
            var read = reading.Length > 0 ? Slipping(operand) : operand;
            var written = Slipping(Chain.Apply(value, sign, read));
            trace.Append(Step(read, written));
            if (random.NextDouble() < verificationRate)
                trace.Append('?').Append(Step(operand, written = right));
            trace.Append(';');
            results.Add(value = written);

            string Step(int operand, int result) => string.Create(CultureInfo.InvariantCulture, $"{value}{sign}{reading}{operand}={result}");
        }

        return trace.Append('#').Append(Chain.AnswerOf(results)).ToString();

        int Slipping(int digit) => random.NextDouble() < slipRate ? random.Next(Chain.Modulus) : digit;
    }
}
