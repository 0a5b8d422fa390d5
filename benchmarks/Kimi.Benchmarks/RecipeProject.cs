using System.Text;
using Basic.Reference.Assemblies;
using Kimi.Dsl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Benchmarks;

/// <summary>A project of recipes as the compiler sees it, one recipe a file.</summary>
internal static class RecipeProject
{
    private const string Merging = """

            [MergeWeights]
            public abstract Policy Merged(Policy longCot, Policy sft);

            [Evaluate(MaxResponseTokens = 112)]
            [ExactAnswerReward]
            public abstract Evaluation MergedReport(Policy merged, PromptSet heldOut);
        """;

    private static readonly MetadataReference[] s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RecipeAttribute).Assembly.Location)];

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest);

    internal static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: s_parsing);

    internal static SyntaxTree Parse(string text, string path) => Parse(text, path, s_parsing);

    private static SyntaxTree Parse(string text, string path, CSharpParseOptions parsing) => CSharpSyntaxTree.ParseText(text, parsing, path, Encoding.UTF8);

    /// <summary>The same files as a project that was never looked at: what is kept is kept with them, and with what they are parsed with.</summary>
    internal static CSharpCompilation Anew(CSharpCompilation project)
    {
        var parsing = new CSharpParseOptions(s_parsing.LanguageVersion);
        return Compile(project.SyntaxTrees.Select(file => Parse(file.ToString(), file.FilePath, parsing)));
    }

    internal static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) =>
        CSharpCompilation.Create(
            "Recipes", trees, s_references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A recipe.</summary>
    /// <param name="number">Which, for its name.</param>
    /// <param name="stages">How many stages it has: 8 or 10.</param>
    internal static string Recipe(int number, int stages) => $$"""
        using System;
        using System.Collections.Generic;
        using Kimi.Dsl;

        namespace Team.Recipes{{number}};

        public sealed class Sums : IProblemSource<MathProblem> { public IEnumerable<MathProblem> Problems(Random random) => []; }
        public sealed class Steps : IDemonstrationSource<MathProblem> { public string Respond(MathProblem problem, Random random) => ""; }

        [Recipe("recipe-{{number}}", Seed = 1)]
        public abstract partial class Recipe{{number}}
        {
            [Problems<Sums>(Count = 8_192)]
            public abstract PromptSet Problems();

            [Problems<Sums>(Count = 512, Split = Split.HeldOut)]
            public abstract PromptSet HeldOut();

            [Demonstrations<Steps>(PerProblem = 2)]
            public abstract Demonstrations Traces(PromptSet problems);

            [InitializeTransformer(Layers = 6, HiddenSize = 256, AttentionHeads = 8, KeyValueHeads = 4, FeedForwardSize = 688, ContextLength = 160)]
            public abstract Policy Initial();

            [FineTune(Steps = 1_400, BatchSize = 32, LearningRate = 1e-3)]
            public abstract Policy Sft(Policy initial, Demonstrations traces);

            [Evaluate(MaxResponseTokens = 112)]
            [ExactAnswerReward]
            public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

            [Reinforce(Iterations = 60, PromptsPerIteration = 32, SamplesPerPrompt = 16, MaxResponseTokens = 112)]
            [MirrorDescent(Tau = 0.2)]
            [CurriculumSampler(Width = 3, StartLevel = 5, UntilIteration = 20)]
            [ExactAnswerReward]
            [LengthPenalty(Weight = 0.1, FromIteration = 20)]
            public abstract Policy LongCot(Policy sft, PromptSet problems);

            [Evaluate(MaxResponseTokens = 112)]
            [ExactAnswerReward]
            public abstract Evaluation LongCotReport(Policy longCot, PromptSet heldOut);
            {{(stages == 10 ? Merging : "")}}
        }
        """;
}
