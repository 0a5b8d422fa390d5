using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Guards;

/// <summary>After any edit the generator gives what one that has seen nothing before gives, and analyzers say what such ones say.</summary>
public sealed partial class ParseCacheEditTests
{
    // Each place in brackets has several texts: the first is there in the beginning. Those of ⟦~…⟧ mean nothing to any recipe.
    private static readonly string[] s_templates =
    [
        """
        ⟦¦using Policy = Kimi.Dsl.Evaluation;⟧
        using static Team.Sizes;
        namespace Team
        {
            [Recipe("main"⟦¦, Seed = 4⟧)]
            ⟦~public¦internal⟧ abstract partial class Main
            {
                public const int Width = ⟦8¦16⟧;
                [InitializeTransformer(Layers = Layers, HiddenSize = ⟦4¦4 + 4⟧)] public abstract Policy Initial();
                ⟦¦[TunedPolicy] public abstract Policy More();⟧
                [Transform] ⟦public¦private⟧ static Policy Same(⟦Policy¦PromptSet⟧ initial) ⟦=> initial;¦;⟧
                ⟦~¦private static int Helper(int count) => count;⟧
            }
        }
        """,
        """
        namespace Team
        {
            ⟦¦[Recipe("second")] public abstract partial class Second;⟧
            ⟦partial¦⟧ class Main
            {
                ⟦¦[InitializeTransformer] public abstract Policy Further();⟧
                ⟦~¦// words⟧
            }
        }
        """,
        """
        namespace Team.Ablations
        {
            [Recipe("ablation")]
            public abstract partial class Ablation : ⟦Main¦Middle⟧
            {
                [InitializeTransformer(HiddenSize = Width, Layers = Most)] public abstract override Policy Initial();
                [Mine(Sizes.Enough, Size = ⟦Size.Small¦Size.Large¦(Size)7⟧)] public abstract Policy Own();
            }

            [Recipe("plain")]
            public abstract partial class Plain : Based
            {
                [Transform] public static Policy Same([From(nameof(Basic))] Policy it, Thing thing) ⟦~=> it;¦{ return it; }⟧
            }
        }
        """,
        """
        namespace Team.Others
        {
            using Chosen = ⟦Team.Sizes¦Team.Hidden.Sizes⟧;

            [Recipe(Chosen.Name)]
            public abstract partial class Other
            {
                [InitializeTransformer(Layers = Chosen.Layers, HiddenSize = Main.Width)] public abstract Policy Initial();
            }

            [Recipe("named")]
            public abstract partial class Named
            {
                [InitializeTransformer] public abstract Policy First();
                [InitializeTransformer] public abstract Policy Second();
                [Mine] public abstract Policy Spare();
                [Transform] public static Policy Again([From(nameof(Stages.⟦First¦Second⟧))] Policy it, [From(Sizes.Stage)] Policy other) => it;
            }

            [Recipe("judged")]
            public abstract partial class Judged
            {
                [⟦Mine(3)¦Mine⟧] public abstract Policy Own();
                [Problems<Sums>] public abstract PromptSet Problems();
                [Reinforce, MirrorDescent, ⟦Praise¦ExactAnswerReward⟧] public abstract Policy Trained(⟦Policy own¦Policy initial⟧, PromptSet problems);
            }
        }
        """,
        """
        ⟦¦#define WIDE⟧
        global using Thing = System.⟦IDisposable¦ICloneable¦Int32⟧;
        namespace Team
        {
            ⟦public¦file⟧ static class Sizes
            {
        #if WIDE
                public const int Layers = 1;
        #else
                public const int Layers = ⟦2¦1 + 2⟧;
        #endif
                public const int Enough = (int)Size.Large;
                public const string Name = ⟦"other"¦nameof(Stages.First)⟧;
                public const string Stage = nameof(Stages.Second);
                public static int Twice(⟦~int¦long⟧ size) { ⟦~return 2;¦var two = 2; return two;⟧ }
                ⟦~¦public static void Helper() { }⟧
            }

            public enum Size { ⟦Small, Large¦Large, Small¦None, Small, Large⟧ }

            ⟦¦public class Policy : Artifact;⟧
            ⟦¦public class Sums;⟧
        }

        namespace Team.Hidden
        {
            public class Sizes { public const string Name = "hidden"; public const int Layers = 7; }
        }
        """,
        """
        global using static Team.Limits;
        namespace Team
        {
            public class Limits { public const int Most = ⟦3¦4⟧; ⟦~¦public static void Least() { }⟧ ⟦¦public static void Most() { }⟧ }
            public class Stages
            {
                ⟦~public¦private⟧ void First() { ⟦~¦Second();⟧ }
                public void ⟦~Second¦Third⟧() { }
            }
            public abstract class Middle : Main { [TunedPolicy] public abstract Policy Deeper(); ⟦~¦public static void Wide() { }⟧ }
            ⟦¦[InitializeTransformer(HiddenSize = 32)]⟧
            public abstract class Based
            {
                [InitializeTransformer(Layers = ⟦1¦2⟧)] public abstract Policy Basic();
            }
        }
        """,
        """
        namespace Team
        {
            ⟦¦[SharedOptions]⟧
            ⟦public¦internal⟧ abstract class MineBaseAttribute : StageAttribute<⟦Policy¦Evaluation⟧>;

            public class MineAttribute(int count = ⟦1¦2⟧) : ⟦MineBaseAttribute¦StageAttribute<Policy, Policy>⟧
            {
                public int Count => ⟦~count;¦1 + count;⟧
                public ⟦Size¦int⟧ Size { get; set; }
            }

            public class PraiseAttribute : ⟦RewardAttribute<IReward>¦SamplerAttribute<ISampler>⟧;
            ⟦~¦public class Unrelated { }⟧
        }
        """,
    ];

    private static readonly (int File, int Place, string[] Texts)[] s_places =
    [
        .. from file in Enumerable.Range(0, s_templates.Length)
           from match in Place().Matches(s_templates[file]).Select((match, place) => (match, place))
           select (file, match.place, match.match.Groups[2].Value.Split('¦')),
    ];

    [Fact]
    public void Every_edit_by_itself_gives_what_a_new_generator_gives()
    {
        var start = new Project();
        var driver = Run(NewDriver(), start.Compilation);
        var before = Results(driver);
        var wrong = new List<string>();
        foreach (var (file, place, texts) in s_places)
        {
            foreach (var choice in Enumerable.Range(1, texts.Length - 1))
            {
                var edited = start.Edit(file, place, choice);
                var name = $"'{texts[choice]}' for '{texts[0]}' in file {file}";
                var after = Results(AssertLikeNew(driver, edited, name));
                if (IsMeaningless(file, place) != before.SequenceEqual(after))
                    wrong.Add(name);
            }
        }

        // An edit that shows nothing where it should is a test that cannot fail.
        Assert.True(wrong.Count == 0, $"these mean something, or nothing, against what is said of them:\n{string.Join("\n", wrong)}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sequence_of_edits_gives_what_a_new_generator_gives(int seed)
    {
        var random = new Random(seed);
        var project = new Project();
        var driver = Run(NewDriver(), project.Compilation);
        for (var step = 0; step < 60; step++)
        {
            var (file, place, texts) = s_places[random.Next(s_places.Length)];
            // Most are as in the beginning, or nothing would compile.
            var choice = Math.Max(0, random.Next(-texts.Length, texts.Length));
            project = project.Edit(file, place, choice);
            driver = AssertLikeNew(driver, project, $"edit {step} of seed {seed}, '{texts[choice]}' in file {file}");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_a_sequence_of_edits_analyzers_say_what_new_ones_say(int seed)
    {
        var random = new Random(seed);
        var project = new Project();
        await ToldAsync(project.Compilation);
        var told = 0;
        for (var step = 0; step < 40; step++)
        {
            var (file, place, texts) = s_places[random.Next(s_places.Length)];
            var choice = Math.Max(0, random.Next(-texts.Length, texts.Length));
            project = project.Edit(file, place, choice);
            var after = await ToldAsync(project.Compilation);
            Assert.Equal(await ToldAsync(Compilations.Anew(project.Compilation)), after);
            told += after.Count;
        }

        Assert.NotEqual(0, told);
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(CSharpCompilation compilation)
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(compilation);
        return [.. diagnostics.Select(diagnostic => $"{diagnostic.Location.GetLineSpan()}: {diagnostic}").Order(StringComparer.Ordinal)];
    }

    private static GeneratorDriver AssertLikeNew(GeneratorDriver driver, Project project, string edit)
    {
        var after = Run(driver, project.Compilation);
        var anew = Run(NewDriver(), Compilations.Anew(project.Compilation));
        Assert.True(Results(anew).SequenceEqual(Results(after)),
            $"after {edit}:\n{string.Join("\n", Results(after).Except(Results(anew)))}\ninstead of\n{string.Join("\n", Results(anew).Except(Results(after)))}");
        return after;
    }

    // Without tracked steps: with them, a driver of Roslyn's may lose entries that it combines, after others were removed.
    private static GeneratorDriver NewDriver() => Compilations.Driver(track: false);

    private static GeneratorDriver Run(GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation);

    private static List<string> Results(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        return
        [
            .. result.Results[0].GeneratedSources.Select(source => $"{source.HintName}: {source.SourceText}"),
            .. result.Diagnostics.Select(diagnostic => $"{diagnostic.Location.GetLineSpan()}: {diagnostic}"),
        ];
    }

    private static bool IsMeaningless(int file, int place) => Place().Matches(s_templates[file])[place].Groups[1].Length > 0;

    [GeneratedRegex("⟦(~?)([^⟧]*)⟧")]
    private static partial Regex Place();

    /// <summary>The files, each place with the text chosen for it.</summary>
    private sealed record Project
    {
        public CSharpCompilation Compilation { get; private init; } = Compilations.Create(
            [.. s_templates.Select((_, file) => Text(file, ImmutableDictionary<(int, int), int>.Empty))]);

        private ImmutableDictionary<(int File, int Place), int> Choices { get; init; } = ImmutableDictionary<(int, int), int>.Empty;

        public Project Edit(int file, int place, int choice)
        {
            var choices = Choices.SetItem((file, place), choice);
            // The prelude comes first.
            var tree = Compilation.SyntaxTrees[file + 1];
            return new() { Choices = choices, Compilation = Compilation.ReplaceSyntaxTree(tree, Compilations.Parse(Text(file, choices), tree.FilePath)) };
        }

        private static string Text(int file, ImmutableDictionary<(int File, int Place), int> choices)
        {
            var place = 0;
            return Place().Replace(s_templates[file], match => match.Groups[2].Value.Split('¦')[choices.GetValueOrDefault((file, place++))]);
        }
    }
}
