namespace Auspex.Linux.Netlink;

/// <summary>The records of one receive call, in the order in which they came. Enumerate it with foreach; nothing is allocated.</summary>
/// <remarks>A view into the receiver's block, valid until its next <see cref="AuditReceiver.TryReceive"/>.</remarks>
internal readonly ref struct ReceivedBatch
{
    private readonly AuditReceiver receiver;

    internal ReceivedBatch(AuditReceiver receiver, int count)
    {
        this.receiver = receiver;
        MessageCount = count;
    }

    /// <summary>Messages received; those that are no records are left out by the enumerator.</summary>
    public int MessageCount { get; }

    /// <summary>Walks over the records.</summary>
    public Enumerator GetEnumerator() => new(receiver, MessageCount);

    /// <summary>A position in the batch.</summary>
    public ref struct Enumerator
    {
        private readonly AuditReceiver receiver;
        private readonly int count;
        private int next;

        internal Enumerator(AuditReceiver receiver, int count)
        {
            this.receiver = receiver;
            this.count = count;
        }

        /// <summary>The record at this position.</summary>
        public ReceivedRecord Current { get; private set; }

        /// <summary>Goes to the next record.</summary>
        /// <returns>False behind the last.</returns>
        public bool MoveNext()
        {
            while (next < count)
            {
                if (!receiver.TryGetRecord(next++, out var record)) continue;
                Current = record;
                return true;
            }

            return false;
        }
    }
}
