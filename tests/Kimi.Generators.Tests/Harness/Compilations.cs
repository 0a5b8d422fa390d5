using Basic.Reference.Assemblies;
using Kimi.Dsl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Harness;

/// <summary>Compilations of test recipes.</summary>
internal static class Compilations
{
    /// <summary>What every test recipe may use.</summary>
    public const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using System.ComponentModel.DataAnnotations;
        global using Kimi.Dsl;

        public sealed class Sums : IProblemSource
        {
            public IEnumerable<Problem> Problems(Random random) => [];
        }

        public sealed class Steps : IDemonstrationSource
        {
            public string Respond(Problem problem, Random random) => "";
        }

        /// <summary>A policy of which nothing is known but that it was tuned.</summary>
        [Establishes(Fact.Tuned)]
        public sealed class TunedPolicyAttribute : StageAttribute<Policy>;

        /// <summary>Makes what it takes.</summary>
        public sealed class KeepAttribute : StageAttribute<Policy, Policy>;
        """;

    /// <summary>What test recipes reference: the framework and the language.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RecipeAttribute).Assembly.Location)];

    /// <summary>How tests parse.</summary>
    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>How tests compile.</summary>
    public static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Compiles sources, called <c>0.cs</c>, <c>1.cs</c>, …, after the prelude.</summary>
    public static CSharpCompilation Create(params string[] sources) =>
        Create(sources.Select((source, i) => ($"{i}.cs", source)).Prepend(("Prelude.cs", Prelude)));

    /// <summary>Compiles sources as they are.</summary>
    public static CSharpCompilation Create(IEnumerable<(string Path, string Source)> files) =>
        CSharpCompilation.Create("Recipes", files.Select(file => Parse(file.Source, file.Path)), References, Options);

    /// <summary>Parses a source.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Parsing, path, System.Text.Encoding.UTF8);

    /// <summary>A compilation as a project that was never looked at: what is kept is kept with its files, and with what they are parsed with.</summary>
    public static CSharpCompilation Anew(CSharpCompilation compilation)
    {
        var options = new CSharpParseOptions(Parsing.LanguageVersion, Parsing.DocumentationMode);
        return compilation.RemoveAllSyntaxTrees()
            .AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), options, tree.FilePath)));
    }

    /// <summary>A project of sources in a workspace, for code fixes.</summary>
    public static Project ToProject(AdhocWorkspace workspace, string source)
    {
        var project = workspace
            .AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Recipes", "Recipes", LanguageNames.CSharp,
                compilationOptions: Options, parseOptions: Parsing, metadataReferences: References));
        return project.AddDocument("Prelude.cs", Prelude).Project.AddDocument("0.cs", source).Project;
    }

    /// <summary>A driver of the generator that tracks its steps, unless told not to.</summary>
    public static GeneratorDriver Driver(RecipeGenerator? generator = null, bool track = true) => CSharpGeneratorDriver.Create(
        [(generator ?? new RecipeGenerator()).AsSourceGenerator()],
        parseOptions: Parsing,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));
}
