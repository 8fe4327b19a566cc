namespace Auspex.Rules;

/// <summary>The field of a rule's condition. Source: linux/audit.h, the rule fields; facts/rule-fields.tsv.</summary>
internal enum RuleField
{
    /// <summary>AUDIT_PID, 0. Process.</summary>
    Pid = 0,

    /// <summary>AUDIT_UID, 1. Real user.</summary>
    Uid = 1,

    /// <summary>AUDIT_EUID, 2. Effective user.</summary>
    Euid = 2,

    /// <summary>AUDIT_SUID, 3. Saved user.</summary>
    Suid = 3,

    /// <summary>AUDIT_FSUID, 4. User for files.</summary>
    Fsuid = 4,

    /// <summary>AUDIT_GID, 5. Real group.</summary>
    Gid = 5,

    /// <summary>AUDIT_EGID, 6. Effective group.</summary>
    Egid = 6,

    /// <summary>AUDIT_SGID, 7. Saved group.</summary>
    Sgid = 7,

    /// <summary>AUDIT_FSGID, 8. Group for files.</summary>
    Fsgid = 8,

    /// <summary>AUDIT_LOGINUID, 9. Login user; 4294967295 is unset.</summary>
    Auid = 9,

    /// <summary>AUDIT_PERS, 10. Personality.</summary>
    Pers = 10,

    /// <summary>AUDIT_ARCH, 11. Architecture of the call, as an AUDIT_ARCH value.</summary>
    Arch = 11,

    /// <summary>AUDIT_MSGTYPE, 12. Record type.</summary>
    MsgType = 12,

    /// <summary>AUDIT_SUBJ_USER, 13. User of the subject's label.</summary>
    SubjUser = 13,

    /// <summary>AUDIT_SUBJ_ROLE, 14. Role of the subject's label.</summary>
    SubjRole = 14,

    /// <summary>AUDIT_SUBJ_TYPE, 15. Type of the subject's label.</summary>
    SubjType = 15,

    /// <summary>AUDIT_SUBJ_SEN, 16. Sensitivity of the subject's label.</summary>
    SubjSen = 16,

    /// <summary>AUDIT_SUBJ_CLR, 17. Clearance of the subject's label.</summary>
    SubjClr = 17,

    /// <summary>AUDIT_PPID, 18. Parent process.</summary>
    Ppid = 18,

    /// <summary>AUDIT_OBJ_USER, 19. User of the object's label.</summary>
    ObjUser = 19,

    /// <summary>AUDIT_OBJ_ROLE, 20. Role of the object's label.</summary>
    ObjRole = 20,

    /// <summary>AUDIT_OBJ_TYPE, 21. Type of the object's label.</summary>
    ObjType = 21,

    /// <summary>AUDIT_OBJ_LEV_LOW, 22. Low level of the object's label.</summary>
    ObjLevLow = 22,

    /// <summary>AUDIT_OBJ_LEV_HIGH, 23. High level of the object's label.</summary>
    ObjLevHigh = 23,

    /// <summary>AUDIT_LOGINUID_SET, 24. Whether the login user is set (1) or not (0); the kernel's own form of comparing it with unset.</summary>
    LoginUidSet = 24,

    /// <summary>AUDIT_SESSIONID, 25. Login session.</summary>
    SessionId = 25,

    /// <summary>AUDIT_FSTYPE, 26. Magic number of the filesystem.</summary>
    FsType = 26,

    /// <summary>AUDIT_DEVMAJOR, 100. Device, major number.</summary>
    DevMajor = 100,

    /// <summary>AUDIT_DEVMINOR, 101. Device, minor number.</summary>
    DevMinor = 101,

    /// <summary>AUDIT_INODE, 102. Inode.</summary>
    Inode = 102,

    /// <summary>AUDIT_EXIT, 103. Result of the call.</summary>
    Exit = 103,

    /// <summary>AUDIT_SUCCESS, 104. 1 when the call succeeded.</summary>
    Success = 104,

    /// <summary>AUDIT_WATCH, 105. One file, by path.</summary>
    Path = 105,

    /// <summary>AUDIT_PERM, 106. Kinds of access: execute 1, write 2, read 4, attributes 8.</summary>
    Perm = 106,

    /// <summary>AUDIT_DIR, 107. A directory and all below, by path.</summary>
    Dir = 107,

    /// <summary>AUDIT_FILETYPE, 108. Type bits of the mode.</summary>
    FileType = 108,

    /// <summary>AUDIT_OBJ_UID, 109. Owner of the object.</summary>
    ObjUid = 109,

    /// <summary>AUDIT_OBJ_GID, 110. Group of the object.</summary>
    ObjGid = 110,

    /// <summary>AUDIT_FIELD_COMPARE, 111. Two fields with each other; the value names the pair.</summary>
    FieldCompare = 111,

    /// <summary>AUDIT_EXE, 112. Program, by path.</summary>
    Exe = 112,

    /// <summary>AUDIT_SADDR_FAM, 113. Address family of a socket address.</summary>
    SaddrFam = 113,

    /// <summary>AUDIT_ARG0, 200. First argument.</summary>
    A0 = 200,

    /// <summary>AUDIT_ARG1, 201. Second argument.</summary>
    A1 = 201,

    /// <summary>AUDIT_ARG2, 202. Third argument.</summary>
    A2 = 202,

    /// <summary>AUDIT_ARG3, 203. Fourth argument.</summary>
    A3 = 203,

    /// <summary>AUDIT_FILTERKEY, 210. Keys of the rule, 0x01 between them; the kernel only repeats them.</summary>
    Key = 210,
}
