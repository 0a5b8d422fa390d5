using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Architecture.Tests;

/// <summary>A folder of sources under <c>src</c>, compiled as its build does.</summary>
internal sealed class SourceProject
{
    private const string SharedSources = "Shared";

    // What the SDK adds, since projects set ImplicitUsings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Source generators do not run here, so a partial method has no body (CS8795) and a JSON context neither a constructor (CS7036) nor its overrides (CS0534)
    // nor its members (CS0117).
    private static readonly string[] s_leftToGenerators = ["CS8795", "CS0534", "CS0117", "CS7036"];

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest);

    private readonly Lazy<RoomGraph> _rooms;

    private SourceProject(string name)
    {
        Name = name;
        Files = SourcesOf(name);
        _rooms = new(() => RoomGraph.Of(Compile(), file => Files.Contains(file) ? Room(file) : null));
    }

    /// <summary>All of them, each after those that it uses.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        new(SharedSources), new("Kimi.Generators"), new("Kimi.Dsl"), new("Kimi.Torch"), new("Kimi.Runtime"), new("Kimi.Sandbox"),
        new("Kimi.Cluster"), new("Kimi.Cli"),
    ];

    /// <summary>The folder's name, which is the assembly's too.</summary>
    public string Name { get; }

    /// <summary>Its source files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>How its rooms use each other.</summary>
    public RoomGraph Rooms => _rooms.Value;

    /// <summary>A project by its name.</summary>
    /// <param name="name">The name.</param>
    public static SourceProject Of(string name) => All.Single(project => project.Name == name);

    /// <summary>The room of one of its files: the folder, with the project's name for the folder of the project itself.</summary>
    /// <param name="file">The file.</param>
    public string Room(string file)
    {
        var folder = Path.GetRelativePath(FolderOf(Name), Path.GetDirectoryName(file)!).Replace('\\', '/');
        return folder == "." ? Name : folder;
    }

    /// <summary>The files whose namespace is not their folder's, and which it should be.</summary>
    public IEnumerable<string> Misplaced() =>
        from file in Files
        let room = Room(file)
        let expected = room == Name ? Name : $"{Name}.{room.Replace('/', '.')}"
        from declared in Parse(file).GetCompilationUnitRoot().Members.OfType<BaseNamespaceDeclarationSyntax>()
        where declared.Name.ToString() != expected
        select $"{room}/{Path.GetFileName(file)} is in namespace {declared.Name}, not {expected}";

    private CSharpCompilation Compile()
    {
        var files = UsesSharedSources ? [.. Files, .. SourcesOf(SharedSources)] : Files;
        var compilation = CSharpCompilation.Create(
            Name,
            [.. files.Select(Parse), CSharpSyntaxTree.ParseText(ImplicitUsings, s_parsing)],
            References(),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error && !s_leftToGenerators.Contains(found.Id)).ToList();
        // A name that is not understood would be a use that is not seen.
        Assert.True(errors.Count == 0, $"{Name} does not compile here:\n{string.Join('\n', errors)}");
        return compilation;
    }

    private bool UsesSharedSources => Name != SharedSources
        && File.ReadAllText(Path.Combine(FolderOf(Name), $"{Name}.csproj")).Contains($"../{SharedSources}/", StringComparison.Ordinal);

    // Of our own assemblies those that come before: what a project must not use is not there.
    private IEnumerable<MetadataReference> References()
    {
        var below = All.TakeWhile(project => project != this).Select(project => project.Name).ToHashSet();
        return from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
               let name = Path.GetFileNameWithoutExtension(path)
               where !name.StartsWith("Kimi.", StringComparison.Ordinal) || below.Contains(name)
               select MetadataReference.CreateFromFile(path);
    }

    private static string FolderOf(string project) => Path.Combine(Repository.Root, "src", project);

    private static List<string> SourcesOf(string project)
    {
        var folder = FolderOf(project);
        return
        [
            .. from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
               where Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj")
               orderby file
               select file,
        ];
    }

    private static SyntaxTree Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_parsing, file);
}
