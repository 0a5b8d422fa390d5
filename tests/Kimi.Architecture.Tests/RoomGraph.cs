using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Architecture.Tests;

/// <summary>How the rooms of a project use each other. A room is a folder; those below it are rooms of their own.</summary>
internal sealed class RoomGraph
{
    private static readonly SortedSet<string> s_none = [];

    // By the room that uses, by the one that is used: which file uses which type.
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _uses = new(StringComparer.Ordinal);

    /// <summary>All rooms.</summary>
    public IEnumerable<string> Rooms => _uses.Keys;

    /// <summary>The uses that do not follow from others: without A → C where A → B → C.</summary>
    public IEnumerable<(string From, string To)> Direct =>
        from room in Rooms
        from used in Used(room)
        where !Used(room).Any(other => other != used && Reaches(other, used) && !Reaches(used, other))
        select (room, used);

    /// <summary>Reads the graph of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="room">The room of a file; null for one that is not looked at.</param>
    public static RoomGraph Of(Compilation compilation, Func<string, string?> room)
    {
        var graph = new RoomGraph();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (room(tree.FilePath) is not { } from)
                continue;
            graph._uses.TryAdd(from, new(StringComparer.Ordinal));
            foreach (var type in TypesIn(tree, compilation.GetSemanticModel(tree)))
            {
                foreach (var declared in type.DeclaringSyntaxReferences)
                {
                    if (room(declared.SyntaxTree.FilePath) is { } to && to != from)
                        graph.Files(from, to).Add($"{Path.GetFileName(tree.FilePath)} uses {type.Name}");
                }
            }
        }

        return graph;
    }

    /// <summary>Every circle of rooms in words, with the files that close it; empty where there is none.</summary>
    public string Circles()
    {
        var text = new StringBuilder();
        var told = new HashSet<string>();
        foreach (var room in Rooms.Where(room => Reaches(room, room)))
        {
            if (told.Contains(room))
                continue;
            var knot = Rooms.Where(other => Reaches(room, other) && Reaches(other, room)).ToList();
            told.UnionWith(knot);
            text.Append($"these rooms use each other in a circle: {string.Join(", ", knot)}\n");
            foreach (var from in knot)
            {
                foreach (var to in Used(from).Where(knot.Contains))
                    text.Append($"  {from} → {to}\n").AppendJoin("", Files(from, to).Select(use => $"      {use}\n"));
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> Used(string room) => _uses.TryGetValue(room, out var used) ? used.Keys : s_none;

    private SortedSet<string> Files(string from, string to)
    {
        if (!_uses[from].TryGetValue(to, out var files))
            _uses[from][to] = files = new(StringComparer.Ordinal);
        return files;
    }

    // By at least one step, so that a room reaches itself only in a circle.
    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var next = new Queue<string>(Used(from));
        while (next.TryDequeue(out var room))
        {
            if (room == to)
                return true;
            if (!seen.Add(room))
                continue;
            foreach (var used in Used(room))
                next.Enqueue(used);
        }

        return false;
    }

    // Types by their name, and those whose members are used without it. Comments do not count.
    private static HashSet<INamedTypeSymbol> TypesIn(SyntaxTree tree, SemanticModel model)
    {
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax))
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or ConstructorInitializerSyntax))
                continue;
            var found = model.GetSymbolInfo(node);
            var symbol = found.Symbol ?? found.CandidateSymbols.FirstOrDefault();
            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is { } type)
                types.Add(type.OriginalDefinition);
        }

        return types;
    }
}
